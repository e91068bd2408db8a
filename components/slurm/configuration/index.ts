import type { SlurmModel } from "../model.ts";
import { accountsScript } from "./accounts.ts";
import { cgroupConf, gpuPlaces } from "./gpus.ts";
import { reservationsScript } from "./reservations.ts";
import { planNodeScripts, type NodeScripts } from "./scripts/index.ts";
import { controllerExtraConf, nodeSetExtraConf } from "./slurm-conf.ts";
import { topologyYaml } from "./topology.ts";

export { acceptanceMarks } from "./scripts/index.ts";
export { nodeTopology } from "./topology.ts";

/** The configuration of one Slurm cluster as text, by where it goes. No secret is in it. */
export interface SlurmConfiguration extends NodeScripts {
  readonly controllerExtraConf: string;
  readonly nodeSetExtraConf: string;
  /** What Slurm reads beside slurm.conf and hands to every slurmd; file names are Slurm's own. */
  readonly files: Readonly<Record<"cgroup.conf" | "gres.conf" | "topology.yaml", string>>;
  /** Loads accounts, limits and users into slurmdbd. */
  readonly accounts: string;
  /** Keeps maintenance as reservations. */
  readonly reservations: string;
}

/** Writes the configuration of a Slurm cluster. */
export function planConfiguration(model: SlurmModel): SlurmConfiguration {
  return {
    controllerExtraConf: controllerExtraConf(model),
    nodeSetExtraConf: nodeSetExtraConf(model),
    files: { "cgroup.conf": cgroupConf, "gres.conf": gpuPlaces(model.node).gresConf, "topology.yaml": topologyYaml(model) },
    ...planNodeScripts(model),
    accounts: accountsScript(model),
    reservations: reservationsScript(model),
  };
}
