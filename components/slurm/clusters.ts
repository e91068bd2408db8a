import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { SlurmSpec } from "../schema/slurm.ts";
import type { StackSpec } from "../schema/stack.ts";

/** A GPU cluster that has a Slurm layer. */
export type SlurmCluster = GpuClusterSpec & { readonly slurm: SlurmSpec };

/** The cluster `name` of a stack, if Slurm owns a part of it. */
export function slurmCluster(name: string, { clusters }: Pick<StackSpec, "clusters">): SlurmCluster | undefined {
  const cluster = clusters[name];
  return cluster?.slurm === undefined ? undefined : { ...cluster, slurm: cluster.slurm };
}

/** The clusters that have a Slurm layer, each with the layer's path in the spec. */
export const slurmClustersOf = (clusters: StackSpec["clusters"]): (readonly [string, SlurmCluster])[] =>
  Object.entries(clusters).flatMap(([name, cluster]) =>
    cluster.slurm === undefined ? [] : [[`clusters.${name}.slurm`, { ...cluster, slurm: cluster.slurm }] as const],
  );
