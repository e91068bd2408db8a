import type { SlurmModel, SlurmPartition } from "../model.ts";
import { writeHostList } from "../host-list.ts";
import { topologyNames } from "./topology.ts";

/** The partitions as lines of slurm.conf. They stand in the controller's part of it, because a partition reaches over node sets. */
export const partitionLines = ({ partitions, topology }: Pick<SlurmModel, "partitions" | "topology">): string[] =>
  partitions.map((partition) => partitionLine(partition, topology.blocks !== undefined));

function partitionLine(partition: SlurmPartition, hasBlocks: boolean): string {
  const { name, nodeSets, maxNodesPerJob, allowedAccounts, allowedQos } = partition;
  return [
    `PartitionName=${name}`,
    // The names of node sets; Slurm takes the nodes that carry each one's feature.
    `Nodes=${writeHostList(nodeSets)}`,
    `Default=${partition.isDefault ? "YES" : "NO"}`,
    `State=UP`,
    `DefaultTime=${partition.defaultMinutes}`,
    `MaxTime=${partition.maxMinutes}`,
    ...(maxNodesPerJob === undefined ? [] : [`MaxNodes=${maxNodesPerJob}`]),
    `PriorityTier=${partition.priorityTier}`,
    `PreemptMode=${partition.preemptMode.toUpperCase()}`,
    `GraceTime=${partition.graceSeconds}`,
    `OverSubscribe=${partition.exclusive ? "EXCLUSIVE" : "NO"}`,
    `AllowAccounts=${allowedAccounts.join(",")}`,
    `AllowQos=${allowedQos.join(",")}`,
    ...(hasBlocks ? [`Topology=${topologyOf(partition)}`] : []),
  ].join(" ");
}

/** Blocks keep a job's hosts in as few NVLink domains as can be. An interactive job is small, and starts on the first host that is free. */
const topologyOf = ({ purpose }: SlurmPartition): string => (purpose === "interactive" ? topologyNames.tree : topologyNames.block);
