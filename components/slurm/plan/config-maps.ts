import type { types } from "@pulumi/kubernetes";
import { homesScript, planConfiguration } from "../configuration/index.ts";
import type { SlurmModel } from "../model.ts";
import type { SlurmSpec } from "../../schema/slurm.ts";
import { clientConf } from "./accounts.ts";
import { authorities, authoritiesName } from "./login.ts";
import { configMaps, namespace } from "./names.ts";
import { nodeTopologyFiles } from "./node-topology.ts";
import type { SlurmConfigMap } from "../../names/slurm.ts";

type ConfigMap = types.input.core.v1.ConfigMap;

/** The files that pods read, one ConfigMap per purpose, so that one change touches one ConfigMap. */
export function planConfigMaps(model: SlurmModel, spec: SlurmSpec): Readonly<Partial<Record<SlurmConfigMap, ConfigMap>>> {
  const { files, prolog, epilog, healthCheck, acceptance, accounts, reservations } = planConfiguration(model);
  const keys = authorities(spec.login);
  const configMap = (name: string, data: Readonly<Record<string, string>>): ConfigMap => ({ metadata: { name, namespace }, data });
  return {
    files: configMap(configMaps.files, files),
    prolog: configMap(configMaps.prolog, { "prolog.sh": prolog }),
    epilog: configMap(configMaps.epilog, { "epilog.sh": epilog }),
    "node-scripts": configMap(configMaps.nodeScripts, { "health-check.sh": healthCheck, "acceptance.sh": acceptance }),
    accounts: configMap(configMaps.accounts, {
      "accounts.sh": accounts,
      "reservations.sh": reservations,
      "homes.sh": homesScript(model, Object.keys(spec.fileSystems)),
      "slurm.conf": clientConf(model),
    }),
    "node-topology": configMap(configMaps.nodeTopology, nodeTopologyFiles(model)),
    ...(keys === undefined ? {} : { "ssh-authorities": configMap(authoritiesName, keys) }),
  };
}
