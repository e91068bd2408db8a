import { gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import type { Step } from "../plan/step.ts";

/** The type of Cluster API's clusters. */
export const clusterType = /^kubernetes:cluster\.x-k8s\.io\/[^:]+:Cluster$/;

/** The GPU clusters of a stack before and after a change, the longest name first. */
export const clusterNames = (steps: readonly Step[]): string[] =>
  steps
    .filter(({ type }) => type === gpuClusterContract.type)
    .map(({ name }) => name)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

/** The cluster that a resource is in, by its name; undefined for what belongs to the whole site. */
export const clusterOf = (name: string, clusters: readonly string[]): string | undefined =>
  clusters.find((cluster) => `-${name}-`.includes(`-${cluster}-`));

/** The GPUs of each cluster, as it is before the change. */
export const gpusByCluster = (steps: readonly Step[]): ReadonlyMap<string, number> =>
  new Map(
    steps.flatMap(({ type, name, before }) =>
      type === gpuClusterContract.type && typeof before?.["gpus"] === "number" ? [[name, before["gpus"]] as const] : [],
    ),
  );
