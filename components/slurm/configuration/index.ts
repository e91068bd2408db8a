import type { SlurmModel } from "../model.ts";
import { accountsScript } from "./accounts.ts";
import { cgroupConf, gpuPlaces } from "./gpus.ts";
import { accountingExtraConf, jobContainerConf } from "./isolation.ts";
import { reservationsScript } from "./reservations.ts";
import { planNodeScripts, type NodeScripts } from "./scripts/index.ts";
import { controllerExtraConf, nodeSetExtraConf } from "./slurm-conf.ts";
import { topologyYaml } from "./topology.ts";

export { homesScript } from "./homes.ts";
export { acceptanceMarks } from "./scripts/index.ts";
export { nodeTopology } from "./topology.ts";

/** The configuration files of one Slurm cluster, by destination. They contain no secrets. */
export interface SlurmConfiguration extends NodeScripts {
  readonly controllerExtraConf: string;
  readonly nodeSetExtraConf: string;
  readonly accountingExtraConf: string;
  /** Files that Slurm reads beside slurm.conf and passes to every slurmd, by Slurm's own file names. */
  readonly files: Readonly<Record<"cgroup.conf" | "gres.conf" | "job_container.conf" | "topology.yaml", string>>;
  /** Script that loads accounts, limits and users into slurmdbd. */
  readonly accounts: string;
  /** Script that keeps maintenance windows as reservations. */
  readonly reservations: string;
}

/** Plans the configuration of a Slurm cluster. */
export function planConfiguration(model: SlurmModel): SlurmConfiguration {
  return {
    controllerExtraConf: controllerExtraConf(model),
    nodeSetExtraConf: nodeSetExtraConf(model),
    files: {
      "cgroup.conf": cgroupConf,
      "gres.conf": gpuPlaces(model.node).gresConf,
      "job_container.conf": jobContainerConf,
      "topology.yaml": topologyYaml(model),
    },
    accountingExtraConf,
    ...planNodeScripts(model),
    accounts: accountsScript(model),
    reservations: reservationsScript(model),
  };
}
