import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "cluster.x-k8s.io/v1beta2";

/** Reference to a template in the ClusterClass's namespace. */
export interface TemplateReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** Conditions under which a machine counts as broken, and the number that may be replaced without a person. */
export interface HealthCheck {
  readonly checks: {
    readonly nodeStartupTimeoutSeconds: number;
    readonly unhealthyNodeConditions: readonly {
      readonly type: string;
      readonly status: "True" | "False" | "Unknown";
      readonly timeoutSeconds: number;
    }[];
  };
  readonly remediation: {
    /** Machines replaced at a time; control planes always replace one at a time. */
    readonly maxInFlight?: number;
    readonly triggerIf: { readonly unhealthyLessThanOrEqualTo: number };
  };
}

/** Order and pace at which machines are replaced. */
interface Rollout {
  readonly strategy: {
    readonly type: "RollingUpdate";
    readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number };
  };
}

/** Allowed values of a variable, in the part of OpenAPI that Cluster API supports. */
export interface VariableSchema {
  readonly type: "object" | "string";
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, VariableSchema>>;
  readonly additionalProperties?: VariableSchema;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** Writes variables into the templates of the machines that it selects. */
interface Patch {
  readonly name: string;
  readonly description: string;
  readonly definitions: readonly {
    readonly selector: {
      readonly apiVersion: string;
      readonly kind: string;
      readonly matchResources: {
        readonly controlPlane: boolean;
        readonly machineDeploymentClass: { readonly names: readonly string[] };
      };
    };
    readonly jsonPatches: readonly {
      readonly op: "replace";
      readonly path: string;
      readonly valueFrom: { readonly variable: string };
    }[];
  }[];
}

/** The shape of clusters: templates, and the variables by which clusters differ. */
export interface ClusterClassSpec {
  readonly infrastructure: { readonly templateRef: TemplateReference };
  readonly controlPlane: {
    readonly templateRef: TemplateReference;
    readonly machineInfrastructure: { readonly templateRef: TemplateReference };
    readonly healthCheck: HealthCheck;
  };
  readonly workers: {
    readonly machineDeployments: readonly {
      readonly class: string;
      readonly bootstrap: { readonly templateRef: TemplateReference };
      readonly infrastructure: { readonly templateRef: TemplateReference };
      readonly healthCheck: HealthCheck;
      readonly rollout: Rollout;
    }[];
  };
  readonly variables: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly schema: { readonly openAPIV3Schema: VariableSchema };
  }[];
  readonly patches: readonly Patch[];
}
export class ClusterClass extends foreignKind<ClusterClassSpec>(apiVersion, "ClusterClass") {}

/** A variable's value: any JSON that its schema allows. */
export interface VariableValue {
  readonly name: string;
  readonly value: unknown;
}

/** Machines of one kind that roll out together. */
export interface MachineDeploymentTopology {
  readonly class: string;
  readonly name: string;
  readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly replicas: number;
  /** Overrides the class's. */
  readonly rollout?: { readonly strategy: { readonly type: "OnDelete" } };
  /** Turns the class's health check on or off. */
  readonly healthCheck?: { readonly enabled: boolean };
  readonly variables: { readonly overrides: readonly VariableValue[] };
}

/** A cluster of a class. */
export interface ClusterSpec {
  readonly clusterNetwork: {
    readonly pods: { readonly cidrBlocks: readonly string[] };
    readonly services: { readonly cidrBlocks: readonly string[] };
  };
  readonly topology: {
    readonly classRef: { readonly name: string };
    /** With a leading `v`. */
    readonly version: string;
    readonly controlPlane: {
      readonly replicas: number;
      readonly variables: { readonly overrides: readonly VariableValue[] };
    };
    readonly variables: readonly VariableValue[];
    readonly workers: { readonly machineDeployments: readonly MachineDeploymentTopology[] };
  };
}
export class Cluster extends foreignKind<ClusterSpec>(apiVersion, "Cluster") {}
