import { closedOperators } from "../../catalog/operator-networks.ts";
import { referenced } from "../../lib/referenced.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { slurmCluster } from "../../slurm/clusters.ts";
import { planOperators, servesModels } from "../operators.ts";
import type { Party, Way } from "./party.ts";
import { platformParties, platformWays } from "./platform.ts";
import { servingParties, servingWays } from "./serving.ts";
import { slurmParties, slurmWays } from "./slurm.ts";

/** Who is in and around a cluster, and which connections may be opened; every other one is refused. */
export interface Reach {
  readonly parties: readonly Party[];
  /** By the name of who opens it and of who answers: the ports, in order. */
  readonly open: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
}

/** All ways between parties that are there, each port once. */
function gathered(parties: readonly Party[], found: readonly Way[]): Reach["open"] {
  const byName = new Map(parties.map((party) => [party.name, party]));
  return new Map(
    parties.map(({ name }) => {
      const own = Map.groupBy(
        found.filter(({ from }) => from === name),
        ({ to }) => to,
      );
      const reached = [...byName].flatMap(([to, { ports }]) => {
        const ways = own.get(to) ?? [];
        const open = ports.filter((port) => ways.some((way) => way.ports === "all" || way.ports.includes(port)));
        return open.length === 0 ? [] : [[to, open] as const];
      });
      return [name, new Map(reached)];
    }),
  );
}

/** The connections of a rendered cluster of a stack, as it is declared. */
export function reachOf(clusterName: string, spec: StackSpec): Reach {
  const cluster = referenced(spec.clusters, clusterName);
  const isServing = servesModels(clusterName, spec);
  const planned: readonly string[] = planOperators(clusterName, cluster, spec.site, isServing).map(({ operator }) => operator);
  const operators = closedOperators.filter((operator) => planned.includes(operator));
  const slurm = slurmCluster(clusterName, spec);
  const platform = platformParties(cluster, spec.site, operators);
  const machines = platform.filter(({ place }) => place.kind === "host");
  const inference = isServing ? spec.inference : undefined;
  const parties = [
    ...platform,
    ...(slurm === undefined ? [] : slurmParties(slurm)),
    ...(inference === undefined ? [] : servingParties(inference)),
  ];
  return {
    parties,
    open: gathered(parties, [
      ...platformWays(cluster, spec.site, operators),
      ...(slurm === undefined ? [] : slurmWays(slurm, spec.site, machines)),
      ...(inference === undefined ? [] : servingWays(inference, cluster, machines)),
    ]),
  };
}
