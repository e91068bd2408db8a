import type { StackSpec } from "../spec.ts";
import type { SlurmCluster } from "./derive.ts";

/** The clusters that have a Slurm layer, each with the layer's path in the spec. */
export const slurmClustersOf = (clusters: StackSpec["clusters"]): (readonly [string, SlurmCluster])[] =>
  Object.entries(clusters).flatMap(([name, cluster]) =>
    cluster.slurm === undefined ? [] : [[`clusters.${name}.slurm`, { ...cluster, slurm: cluster.slurm }] as const],
  );
