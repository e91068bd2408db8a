import type { SlurmNode } from "../model.ts";

/**
 * The threads that a job gets with each GPU (DefCpuPerGPU), so that as many jobs of one GPU fit on a host as it has GPUs.
 *
 * Slurm hands out whole cores, and a GPU's cores lie on the GPU's own socket. The system's cores are taken from all sockets in turn, the last one first
 * (Slurm, core_spec.html).
 */
export function cpusPerGpu({ sockets, coresPerSocket, threadsPerCore, cpus, gres }: SlurmNode): number {
  const reservedCores = sockets * coresPerSocket - cpus / threadsPerCore;
  const coresLeft = coresPerSocket - Math.ceil(reservedCores / sockets);
  const gpusOfSocket = Math.ceil(gres.count / sockets);
  return threadsPerCore * Math.max(1, Math.floor(coresLeft / gpusOfSocket));
}

/** The memory that a job gets with each GPU, MiB (DefMemPerGPU). */
export const mebibytesPerGpu = ({ memoryMebibytes, gres }: SlurmNode): number => Math.floor(memoryMebibytes / gres.count);

/** The hosts that hold so many GPUs. */
export const hostsFor = (gpus: number, { gres }: Pick<SlurmNode, "gres">): number => Math.ceil(gpus / gres.count);
