import { StackError } from "../lib/parse/fault.ts";
import type { Connection } from "./connect.ts";
import { operatorTarget } from "./operators/resolve.ts";
import type { Targets } from "./spec.ts";

/**
 * Checks that real clusters whose network another hand brings have one.
 *
 * @param networks The kind of network that each cluster's stack declares, by the cluster's name.
 * @throws StackError naming each cluster whose nodes wait for a network, with what to do.
 */
export async function requireNetworks(
  networks: Readonly<Record<string, "cilium" | "present">>,
  targets: Targets,
  connections: ReadonlyMap<string, Connection>,
): Promise<void> {
  const faults = await Promise.all(
    Object.entries(networks).map(async ([cluster, kind]) => {
      const connection = connections.get(cluster);
      const isOurs = kind === "cilium" && operatorTarget(targets[cluster]).modes.cilium === "install";
      if (connection?.kind !== "live" || isOurs) return [];
      const [first, ...others] = await connection.nodesWithoutNetwork();
      if (first === undefined) return [];
      const said = kind === "present" ? `clusters.${cluster}.network.cni: got present` : `targets.${cluster}.operators: got cilium present`;
      const waiting = others.length === 0 ? `node ${first} waits` : `node ${first} and ${others.length} more wait`;
      return [
        `${said}, while ${waiting} for a network plugin; want nodes with a network; fix: have it installed there, or let this project install Cilium`,
      ];
    }),
  );
  if (faults.flat().length > 0) throw new StackError(faults.flat().join("\n"));
}
