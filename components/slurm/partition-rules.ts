import { printNames, type Fault } from "../lib/parse/fault.ts";
import { printNumber } from "../lib/number.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";
import { slurmClustersOf } from "./clusters.ts";
import type { SlurmCluster } from "./clusters.ts";
import { expandHostList } from "./host-list.ts";
import { hostsOfScalableUnit } from "../capacity/layers.ts";

const rule = rulesOver<StackSpec>();

interface NamedUnits {
  readonly path: string;
  readonly hostLists: readonly string[];
}

/** The fields of a layer that name scalable units. */
const namedUnitsOf = (path: string, { slurm }: SlurmCluster): NamedUnits[] => [
  ...Object.entries(slurm.partitions).flatMap(([name, { scalableUnits }]) =>
    scalableUnits === undefined ? [] : [{ path: `${path}.partitions.${name}.scalableUnits`, hostLists: scalableUnits }],
  ),
  ...Object.entries(slurm.maintenance).map(([name, { scalableUnits }]) => ({
    path: `${path}.maintenance.${name}.scalableUnits`,
    hostLists: scalableUnits,
  })),
];

const namesCanBeExpanded = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, cluster]) =>
    namedUnitsOf(path, cluster).flatMap((named) =>
      named.hostLists
        .filter((text) => expandHostList(text) === undefined)
        .map((text): Fault => ({
          path: named.path,
          got: `${text}, which Slurm cannot expand`,
          want: "a name, or one pair of brackets with numbers and rising ranges: su-1, su-[1-4], su-[1,3-5]",
          fix: "correct the brackets or the range",
        })),
    ),
  ),
);

const scalableUnitsAreSlurms = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, cluster]) => {
    const count = cluster.slurm.scalableUnits.value;
    const isKnown = (name: string) => /^su-[1-9]\d*$/.test(name) && Number(name.slice("su-".length)) <= count;
    return namedUnitsOf(path, cluster).flatMap(({ path: at, hostLists }): Fault[] => {
      const missing = hostLists.flatMap((text) => expandHostList(text) ?? []).filter((name) => !isKnown(name));
      if (missing.length === 0) return [];
      return [
        {
          path: at,
          got: printNames(missing),
          want: `scalable units of Slurm's: ${count === 1 ? "su-1" : `su-1 to su-${count}`}; slurmctld stops at a partition of nodes that are not there`,
          fix: "name others, or give Slurm more scalable units",
        },
      ];
    });
  }),
);

const partitionsHaveNodes = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]) =>
    Object.entries(slurm.partitions)
      .filter(([, { scalableUnits }]) => scalableUnits?.length === 0)
      .map(([name]): Fault => ({
        path: `${path}.partitions.${name}.scalableUnits`,
        got: "no scalable unit: an empty topology",
        want: "one or more, or nothing for all of Slurm's",
        fix: "name some, or leave the field out",
      })),
  ),
);

const limitsHold = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, cluster]) =>
    Object.entries(cluster.slurm.partitions).flatMap(([name, partition]): Fault[] => {
      const { defaultMinutes, maxMinutes, maxNodesPerJob, scalableUnits } = partition;
      const at = `${path}.partitions.${name}`;
      const units = scalableUnits?.flatMap((text) => expandHostList(text) ?? []).length ?? cluster.slurm.scalableUnits.value;
      const nodes = units * hostsOfScalableUnit(cluster);
      const faults: Fault[] = [];
      if (defaultMinutes > maxMinutes) {
        faults.push({
          path: `${at}.defaultMinutes`,
          got: `${printNumber(defaultMinutes)} minutes`,
          want: `at most maxMinutes, ${printNumber(maxMinutes)}: Slurm would start no job that asks for no time`,
          fix: "lower it, or raise maxMinutes",
        });
      }
      if (maxNodesPerJob !== undefined && nodes > 0 && maxNodesPerJob > nodes) {
        faults.push({
          path: `${at}.maxNodesPerJob`,
          got: `${printNumber(maxNodesPerJob)} nodes`,
          want: `at most the ${printNumber(nodes)} of the partition`,
          fix: "lower it, or leave it out",
        });
      }
      return faults;
    }),
  ),
);

const defaultPartitionExists = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters)
    .filter(([, { slurm }]) => !Object.hasOwn(slurm.partitions, slurm.defaultPartition))
    .map(([path, { slurm }]) =>
      wrongName({
        path: `${path}.defaultPartition`,
        name: slurm.defaultPartition,
        of: "a partition",
        known: Object.keys(slurm.partitions),
        fix: "correct the name, or declare the partition",
      }),
    ),
);

/** Rules over partitions and maintenance, with the cluster's nodes. */
export const partitionRules = [namesCanBeExpanded, scalableUnitsAreSlurms, partitionsHaveNodes, limitsHold, defaultPartitionExists];
