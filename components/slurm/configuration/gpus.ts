import type { SlurmNode } from "../model.ts";

/** What Slurm counts GPUs as, in GrpTRES and AccountingStorageTRES. */
export const gpuResource = "gres/gpu";

/** The four places that must agree about GPUs, and gres.conf, which finds them. */
export interface GpuPlaces {
  /** GresTypes of slurm.conf: without it, Gres is an unknown option. */
  readonly gresTypes: string;
  /** TaskPlugin of slurm.conf: task/cgroup keeps a job to the devices it was given. */
  readonly taskPlugin: string;
  /** Gres of each node. */
  readonly nodeGres: string;
  /** GPUs of a slurmd pod: its resource limit, or the count of its claim. */
  readonly podGpus: number;
  readonly gresConf: string;
}

/** Everything that says how many GPUs a node has, from the one field that does. */
export function gpuPlaces({ gres }: Pick<SlurmNode, "gres">): GpuPlaces {
  return {
    gresTypes: gres.name,
    taskPlugin: "task/affinity,task/cgroup",
    nodeGres: `${gres.name}:${gres.type}:${gres.count}`,
    podGpus: gres.count,
    gresConf: `AutoDetect=${gres.autodetect}\n`,
  };
}

/** cgroup.conf: a job has the processors, the memory and the devices that it was given, and no others. The pod has no systemd to ask. */
export const cgroupConf = `CgroupPlugin=cgroup/v2
IgnoreSystemd=yes
EnableControllers=yes
ConstrainCores=yes
ConstrainRAMSpace=yes
ConstrainSwapSpace=yes
ConstrainDevices=yes
`;
