import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { ClusterQueueSpec, ResourceFlavorSpec } from "../../crd/kueue.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { planUnpackedFlavor, resourceGroups, wholeHosts } from "../../kubernetes/plan/queues.ts";
import { inferenceNamespace, supportName, supportQueue } from "../../names/inference.ts";

/** The queue and flavor of the pods that endpoints need beside their engines. */
export interface SupportPlan {
  readonly flavor: Manifest<ResourceFlavorSpec>;
  readonly clusterQueue: Manifest<ClusterQueueSpec>;
}

/**
 * The queue of endpoint pickers and weight downloads, which use none of the share's GPUs. It has no topology: with one, Kueue assigns each pod its host, one pod
 * at a time, and would put both pickers of a pool on the same host.
 *
 * @param shares The tenants whose shares the cluster's endpoints use.
 */
export function planSupport(cluster: GpuClusterSpec, shares: readonly string[]): SupportPlan {
  const flavor = planUnpackedFlavor(supportName, cluster);
  return {
    flavor,
    clusterQueue: {
      metadata: { name: supportName },
      spec: {
        namespaceSelector: {
          matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: shares.map(inferenceNamespace) }],
        },
        resourceGroups: resourceGroups(flavor.metadata.name, wholeHosts([cluster])),
        preemption: { reclaimWithinCohort: "Never", withinClusterQueue: "Never" },
      },
    },
  };
}

/** Labels of a pod or job of this queue. */
export const supportLabels = { "kueue.x-k8s.io/queue-name": supportQueue } as const;
