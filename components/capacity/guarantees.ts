import type { GpuClusterSpec } from "../schema/cluster.ts";
import { gpusOfKubernetes, gpusOfSlurm } from "./layers.ts";
import { inWholeDomains } from "./shares.ts";

/** A share of what the queues have of a cluster, in whole scale-up domains. */
export const gpusOfShare = (cluster: GpuClusterSpec, sharePercent: number): number =>
  inWholeDomains(cluster.accelerator, gpusOfKubernetes(cluster), sharePercent);

/** A share of Slurm's GPUs of a cluster, in whole hosts, or whole NVLink domains where they span hosts. */
export const gpusOfSlurmShare = (cluster: GpuClusterSpec, sharePercent: number): number =>
  inWholeDomains(cluster.accelerator, gpusOfSlurm(cluster), sharePercent);

/** The GPUs of a cluster that are a tenant's at any time, in both layers together. */
export function guaranteedGpusOf(tenant: string, cluster: GpuClusterSpec): number {
  const inQueues = cluster.kubernetes.tenants[tenant]?.guaranteedSharePercent.value ?? 0;
  const inSlurm = cluster.slurm?.tenants[tenant]?.guaranteedSharePercent.value ?? 0;
  return gpusOfShare(cluster, inQueues) + gpusOfSlurmShare(cluster, inSlurm);
}
