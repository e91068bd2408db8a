import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { foreignKind, type Metadata } from "./foreign-kind.ts";

const apiVersion = "kueue.x-k8s.io/v1beta2";

/** Levels at which a job can request to be packed, widest first. */
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

/** A tenant's quota; queues in one cohort lend to each other. Quantities in Kubernetes' canonical form. */
export interface ClusterQueueSpec {
  /** A queue without a cohort neither lends nor borrows. */
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
  /** Weight among the queues that borrow: it sets this queue's part of the lent quota, and how soon it gives that back. */
  readonly fairSharing?: { readonly weight: string };
  /** Checks that must pass, beside the quota, before a job starts. */
  readonly admissionChecksStrategy?: { readonly admissionChecks: readonly { readonly name: string }[] };
}

export interface ResourceQuota {
  readonly name: string;
  readonly nominalQuota: string;
  /** On top of the nominal quota. */
  readonly borrowingLimit?: string;
  /** Part of the nominal quota. */
  readonly lendingLimit?: string;
}

export class ClusterQueue extends foreignKind<ClusterQueueSpec>(apiVersion, "ClusterQueue") {}

/** The queue of a namespace's jobs. */
export interface LocalQueueSpec {
  readonly clusterQueue: string;
}
export class LocalQueue extends foreignKind<LocalQueueSpec>(apiVersion, "LocalQueue") {}

/** A check by another controller before a job starts, beside its quota. */
export interface AdmissionCheckSpec {
  readonly controllerName: string;
  readonly parameters: { readonly apiGroup: string; readonly kind: string; readonly name: string };
}
export class AdmissionCheck extends foreignKind<AdmissionCheckSpec>(apiVersion, "AdmissionCheck") {}

/** Clusters to which jobs may be dispatched, by the names of their MultiKueueClusters. */
export interface MultiKueueConfigSpec {
  readonly clusters: readonly string[];
}
export class MultiKueueConfig extends foreignKind<MultiKueueConfigSpec>(apiVersion, "MultiKueueConfig") {}

/** Access to such a cluster: a Secret beside Kueue holds its kubeconfig under the key `kubeconfig`. */
export interface MultiKueueClusterSpec {
  readonly clusterSource: { readonly kubeConfig: { readonly locationType: "Secret"; readonly location: string } };
}
export class MultiKueueCluster extends foreignKind<MultiKueueClusterSpec>(apiVersion, "MultiKueueCluster") {}

/** Priority of a job within its queue. The fields are beside the metadata, without a spec. */
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
