import { accelerators } from "../catalog/accelerators.ts";
import { hosts, processorsOf } from "../catalog/hosts.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";

/** Processors, as Linux counts them, and memory. */
export interface HostPart {
  readonly processors: number;
  readonly memoryGibibytes: number;
}

/** A host of a cluster: as its Slurm layer has it, else as the catalogue has it. */
export function hostOf({ accelerator, slurm }: Pick<GpuClusterSpec, "accelerator" | "slurm">): HostPart {
  const host = slurm?.node ?? hosts[accelerator];
  return { processors: processorsOf(host), memoryGibibytes: host.memoryGibibytes.value };
}

/** What of their hosts comes with some GPUs of a cluster. */
export const partOf = (gpus: number, { kubernetes: { perGpu } }: Pick<GpuClusterSpec, "kubernetes">): HostPart => ({
  processors: gpus * perGpu.processors,
  memoryGibibytes: gpus * perGpu.memoryGibibytes,
});

/** What of a host comes with all of its GPUs. */
export const partOfWholeHost = (cluster: Pick<GpuClusterSpec, "accelerator" | "kubernetes">): HostPart =>
  partOf(accelerators[cluster.accelerator].unit.gpusPerHost, cluster);
