import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { ClusterQueueSpec, ResourceFlavorSpec } from "../../crd/kueue.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { planUnpackedFlavor, podsOf, resourceGroups } from "../../kubernetes/plan/queues.ts";
import { inferenceNamespace, supportName, supportQueue } from "../names.ts";

/** How what endpoints need beside their engines comes onto a cluster. */
export interface SupportPlan {
  readonly flavor: Manifest<ResourceFlavorSpec>;
  readonly clusterQueue: Manifest<ClusterQueueSpec>;
}

/**
 * The queue of pickers and of jobs that fetch weights: they take none of the share's GPUs. It packs nothing, because a queue that does says which host a pod
 * comes to, one pod at a time, and would have both pickers of a pool on one.
 *
 * @param shares Whose endpoints run on the cluster.
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
        resourceGroups: resourceGroups(flavor.metadata.name, [podsOf([cluster])]),
        preemption: { reclaimWithinCohort: "Never", withinClusterQueue: "Never" },
      },
    },
  };
}

/** On a pod or job of theirs. */
export const supportLabels = { "kueue.x-k8s.io/queue-name": supportQueue } as const;
