import type { SlurmNode } from "../model.ts";

/** Slurm's name for GPUs in GrpTRES and AccountingStorageTRES. */
export const gpuResource = "gres/gpu";

/** The four places that must agree on GPUs. gres.conf finds the GPUs. */
export interface GpuPlaces {
  /** GresTypes of slurm.conf: without it, Gres is an unknown option. */
  readonly gresTypes: string;
  /** TaskPlugin of slurm.conf: task/cgroup keeps a job to the devices it was given. */
  readonly taskPlugin: string;
  /** Gres of each node line. */
  readonly nodeGres: string;
  /** GPUs of a slurmd pod: its resource limit, or the count of its claim. */
  readonly podGpus: number;
  readonly gresConf: string;
}

/** All places with the number of a node's GPUs, from its single field. */
export function gpuPlaces({ gres }: Pick<SlurmNode, "gres">): GpuPlaces {
  return {
    gresTypes: gres.name,
    taskPlugin: "task/affinity,task/cgroup",
    nodeGres: `${gres.name}:${gres.type}:${gres.count}`,
    podGpus: gres.count,
    gresConf: `AutoDetect=${gres.autodetect}\n`,
  };
}

/** cgroup.conf: a job gets its own processors, memory and devices, and no others. The pod runs no systemd. */
export const cgroupConf = `CgroupPlugin=cgroup/v2
IgnoreSystemd=yes
EnableControllers=yes
ConstrainCores=yes
ConstrainRAMSpace=yes
ConstrainSwapSpace=yes
ConstrainDevices=yes
`;
