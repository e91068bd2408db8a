import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { foreignKind, type Metadata } from "./foreign-kind.ts";

const apiVersion = "kueue.x-k8s.io/v1beta2";

/** The levels at which a job can ask to be packed, widest first. */
export interface TopologySpec {
  readonly levels: readonly { readonly nodeLabel: string }[];
}
export class Topology extends foreignKind<TopologySpec>(apiVersion, "Topology") {}

/** The nodes that a quota counts. */
export interface ResourceFlavorSpec {
  readonly nodeLabels: Readonly<Record<string, string>>;
  readonly topologyName?: string;
}
export class ResourceFlavor extends foreignKind<ResourceFlavorSpec>(apiVersion, "ResourceFlavor") {}

/** A tenant's quota; those of one cohort lend to each other. Quantities as Kubernetes writes them. */
export interface ClusterQueueSpec {
  /** A queue without one neither lends nor borrows. */
  readonly cohortName?: string;
  readonly namespaceSelector:
    | { readonly matchLabels: Readonly<Record<string, string>> }
    | { readonly matchExpressions: readonly { readonly key: string; readonly operator: "In"; readonly values: readonly string[] }[] };
  readonly resourceGroups: readonly {
    readonly coveredResources: readonly string[];
    readonly flavors: readonly { readonly name: string; readonly resources: readonly ResourceQuota[] }[];
  }[];
  readonly preemption: {
    readonly reclaimWithinCohort: "Any" | "LowerPriority" | "Never";
    readonly withinClusterQueue: "LowerPriority" | "Never";
  };
  /** Of what is lent, this queue gets a part by its weight among those that want it, and gives it back by the same. */
  readonly fairSharing?: { readonly weight: string };
  /** What must say yes beside the quota before a job starts. */
  readonly admissionChecksStrategy?: { readonly admissionChecks: readonly { readonly name: string }[] };
}

export interface ResourceQuota {
  readonly name: string;
  readonly nominalQuota: string;
  /** Beyond the nominal quota. */
  readonly borrowingLimit?: string;
  /** Of the nominal quota. */
  readonly lendingLimit?: string;
}

export class ClusterQueue extends foreignKind<ClusterQueueSpec>(apiVersion, "ClusterQueue") {}

/** Where a namespace's jobs queue. */
export interface LocalQueueSpec {
  readonly clusterQueue: string;
}
export class LocalQueue extends foreignKind<LocalQueueSpec>(apiVersion, "LocalQueue") {}

/** Who says yes or no to a job beside its quota. */
export interface AdmissionCheckSpec {
  readonly controllerName: string;
  readonly parameters: { readonly apiGroup: string; readonly kind: string; readonly name: string };
}
export class AdmissionCheck extends foreignKind<AdmissionCheckSpec>(apiVersion, "AdmissionCheck") {}

/** The clusters that jobs may be handed to, by the names of their MultiKueueClusters. */
export interface MultiKueueConfigSpec {
  readonly clusters: readonly string[];
}
export class MultiKueueConfig extends foreignKind<MultiKueueConfigSpec>(apiVersion, "MultiKueueConfig") {}

/** How such a cluster is reached: by the kubeconfig in a Secret beside Kueue, under the key `kubeconfig`. */
export interface MultiKueueClusterSpec {
  readonly clusterSource: { readonly kubeConfig: { readonly locationType: "Secret"; readonly location: string } };
}
export class MultiKueueCluster extends foreignKind<MultiKueueClusterSpec>(apiVersion, "MultiKueueCluster") {}

/** How urgent a job is among those of its queue. The fields stand beside the metadata, without a spec. */
export interface WorkloadPriorityClassManifest {
  readonly metadata: Metadata;
  readonly value: number;
  readonly description: string;
}
export class WorkloadPriorityClass extends k8s.apiextensions.CustomResource {
  static readonly __pulumiType = `kubernetes:${apiVersion}:WorkloadPriorityClass`;

  constructor(name: string, manifest: WorkloadPriorityClassManifest, options: pulumi.CustomResourceOptions) {
    super(name, { apiVersion, kind: "WorkloadPriorityClass", ...manifest }, options);
  }
}
