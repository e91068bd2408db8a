import type { GpuClusterSpec } from "../schema/cluster.ts";
import { gpusOfShare } from "../capacity/guarantees.ts";
import type { StackSpec } from "../schema/stack.ts";
import { gpusOf, poolsOf } from "./pools.ts";
import type { InferenceSpec } from "../schema/inference.ts";

/** A tenant's guaranteed GPUs in a cluster. Its endpoints' GPUs count against these, through its own queue. */
export function guaranteedGpus(cluster: GpuClusterSpec, share: string): number {
  const allocation = cluster.kubernetes.tenants[share];
  return allocation === undefined ? 0 : gpusOfShare(cluster, allocation.guaranteedSharePercent.value);
}

/** GPUs of each endpoint that uses a share of a cluster, at its most replicas. */
export function gpusByEndpoint(
  endpoints: InferenceSpec["endpoints"],
  clusters: StackSpec["clusters"],
  cluster: string,
  share: string,
): Readonly<Record<string, number>> {
  const { accelerator } = clusters[cluster] as GpuClusterSpec;
  return Object.fromEntries(
    Object.entries(endpoints)
      .filter(([, endpoint]) => endpoint.cluster === cluster && endpoint.share === share)
      .map(([name, endpoint]) => [name, gpusOf(poolsOf(name, endpoint, accelerator))]),
  );
}

/** GPUs of an endpoint's share that no endpoint uses: a rollout may use them for a while. */
export function spareGpus(name: string, { endpoints }: InferenceSpec, clusters: StackSpec["clusters"]): number {
  const { cluster, share } = endpoints[name] as InferenceSpec["endpoints"][string];
  const used = Object.values(gpusByEndpoint(endpoints, clusters, cluster, share)).reduce((sum, gpus) => sum + gpus, 0);
  return guaranteedGpus(clusters[cluster] as GpuClusterSpec, share) - used;
}
