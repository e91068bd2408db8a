import type { AcceleratorName } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { gpusOfShare } from "../capacity/guarantees.ts";
import { gpusOf, poolsOf } from "./pools.ts";
import type { EndpointSpec, InferenceSpec } from "../schema/inference.ts";

/** A tenant's guaranteed GPUs in a cluster. Its endpoints' GPUs count against these, through its own queue. */
export function guaranteedGpus(cluster: GpuClusterSpec, share: string): number {
  const allocation = cluster.kubernetes.tenants[share];
  return allocation === undefined ? 0 : gpusOfShare(cluster, allocation.guaranteedSharePercent.value);
}

/** GPUs of each endpoint that uses a share of a cluster, at its most replicas. */
export function gpusByEndpoint(
  endpoints: InferenceSpec["endpoints"],
  clusterName: string,
  share: string,
  accelerator: AcceleratorName,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(endpoints)
      .filter(([, endpoint]) => endpoint.cluster === clusterName && endpoint.share === share)
      .map(([name, endpoint]) => [name, gpusOf(poolsOf(name, endpoint, accelerator))]),
  );
}

/** GPUs of an endpoint's share that no endpoint uses: a rollout may use them for a while. */
export function spareGpus({ cluster: clusterName, share }: EndpointSpec, { endpoints }: InferenceSpec, cluster: GpuClusterSpec): number {
  const used = Object.values(gpusByEndpoint(endpoints, clusterName, share, cluster.accelerator)).reduce((sum, gpus) => sum + gpus, 0);
  return guaranteedGpus(cluster, share) - used;
}
