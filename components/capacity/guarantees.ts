import type { GpuClusterSpec } from "../schema/cluster.ts";
import { gpusOfKubernetes, gpusOfSlurm } from "./layers.ts";
import { inWholeDomains } from "./shares.ts";

/** GPUs of a percentage share of the queues' part of a cluster, in whole scale-up domains. */
export const gpusOfShare = (cluster: GpuClusterSpec, sharePercent: number): number =>
  inWholeDomains(cluster.accelerator, gpusOfKubernetes(cluster), sharePercent);

/** A share of Slurm's GPUs of a cluster, in whole hosts, or whole NVLink domains where they span hosts. */
export const gpusOfSlurmShare = (cluster: GpuClusterSpec, sharePercent: number): number =>
  inWholeDomains(cluster.accelerator, gpusOfSlurm(cluster), sharePercent);

/** A tenant's guaranteed GPUs in a cluster, both layers together. */
export function guaranteedGpusOf(tenant: string, cluster: GpuClusterSpec): number {
  const inQueues = cluster.kubernetes.tenants[tenant]?.guaranteedSharePercent.value ?? 0;
  const inSlurm = cluster.slurm?.tenants[tenant]?.guaranteedSharePercent.value ?? 0;
  return gpusOfShare(cluster, inQueues) + gpusOfSlurmShare(cluster, inSlurm);
}
