import { expandHostList } from "../host-list.ts";
import type { SlurmNodeSet } from "../model.ts";

/** The node sets of scalable units given in Slurm's notation, in the cluster's order; all of them if none are given. */
export function nodeSetsIn(nodeSets: readonly SlurmNodeSet[], hostLists: readonly string[] | undefined): string[] {
  const units = hostLists?.flatMap((text) => expandHostList(text) ?? []);
  return nodeSets.filter(({ scalableUnit }) => units?.includes(scalableUnit) ?? true).map(({ name }) => name);
}
