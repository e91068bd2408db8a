import type { SlurmModel, SlurmPartition } from "../model.ts";
import { writeHostList } from "../host-list.ts";
import { topologyNames } from "./topology.ts";

/** The partitions as lines of slurm.conf. They are in the controller's part of it, because a partition spans node sets. */
export const partitionLines = ({ partitions, topology, isolation }: Pick<SlurmModel, "partitions" | "topology" | "isolation">): string[] =>
  partitions.map((partition) => partitionLine(partition, topology.blocks !== undefined, isolation === "racks"));

function partitionLine(partition: SlurmPartition, hasBlocks: boolean, hasRacksAlone: boolean): string {
  const { name, nodeSets, maxNodesPerJob, allowedAccounts, allowedQos } = partition;
  return [
    `PartitionName=${name}`,
    // Names of node sets: Slurm selects the nodes with the feature of that name.
    `Nodes=${writeHostList(nodeSets)}`,
    `Default=${partition.isDefault ? "YES" : "NO"}`,
    `State=UP`,
    `DefaultTime=${partition.defaultMinutes}`,
    `MaxTime=${partition.maxMinutes}`,
    ...(maxNodesPerJob === undefined ? [] : [`MaxNodes=${maxNodesPerJob}`]),
    `PriorityTier=${partition.priorityTier}`,
    `PreemptMode=${partition.preemptMode.toUpperCase()}`,
    `GraceTime=${partition.graceSeconds}`,
    // A job is billed by its GPUs, whatever processors and memory it has beside them.
    `TRESBillingWeights=GRES/gpu=1.0`,
    `OverSubscribe=${partition.exclusive ? "EXCLUSIVE" : "NO"}`,
    // A job's NVLink domains are its own.
    ...(hasRacksAlone ? ["ExclusiveTopo=YES"] : []),
    `AllowAccounts=${allowedAccounts.join(",")}`,
    `AllowQos=${allowedQos.join(",")}`,
    ...(hasBlocks ? [`Topology=${hasRacksAlone ? topologyNames.block : topologyOf(partition)}`] : []),
  ].join(" ");
}

/** Blocks keep a job's hosts in as few NVLink domains as possible. An interactive job is small, and starts on the first free host. */
const topologyOf = ({ purpose }: SlurmPartition): string => (purpose === "interactive" ? topologyNames.tree : topologyNames.block);
