import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "cluster.x-k8s.io/v1beta2";

/** Names a template in the namespace of the ClusterClass. */
export interface TemplateReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** When a machine counts as broken, and how many of them may be replaced without a person. */
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
    /** Machines under replacement at a time; control planes take one by themselves. */
    readonly maxInFlight?: number;
    readonly triggerIf: { readonly unhealthyLessThanOrEqualTo: number };
  };
}

/** How one machine after another is replaced. */
interface Rollout {
  readonly strategy: {
    readonly type: "RollingUpdate";
    readonly rollingUpdate: { readonly maxSurge: number; readonly maxUnavailable: number };
  };
}

/** What a variable's value may be, in the part of OpenAPI that Cluster API takes. */
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

/** Writes variables into templates, for the machines that it matches. */
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

/** The shape of clusters: its templates, and the variables by which one cluster differs from another. */
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

/** Machines of one kind that are rolled together. */
export interface MachineDeploymentTopology {
  readonly class: string;
  readonly name: string;
  readonly metadata: { readonly labels: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly replicas: number;
  /** Instead of the class's. */
  readonly rollout?: { readonly strategy: { readonly type: "OnDelete" } };
  /** Whether the class's health check holds. */
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
