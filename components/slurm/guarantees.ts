import type { GpuClusterSpec } from "../cluster/spec.ts";
import { gpusOfShare } from "../kubernetes/plan/queues.ts";
import { inWholeDomains } from "../lib/shares.ts";
import { slurmOwnedGpus } from "./owned.ts";

/** The GPUs of a cluster that are a tenant's at any time, in both layers together. */
export function guaranteedGpusOf(tenant: string, cluster: GpuClusterSpec): number {
  const inQueues = cluster.kubernetes.tenants[tenant]?.guaranteedSharePercent.value ?? 0;
  const inSlurm = cluster.slurm?.tenants[tenant]?.guaranteedSharePercent.value ?? 0;
  return gpusOfShare(cluster, inQueues) + inWholeDomains(cluster.accelerator, slurmOwnedGpus(cluster), inSlurm);
}
