import type { PartitionPurpose } from "../schema/slurm.ts";

/** How a set of nodes stands in a hall, and what each of its nodes has. All its nodes are alike. */
export interface SlurmNodeSet {
  /** Of the NodeSet object, of Slurm's NodeSet and of the feature that its nodes carry: `su-1`, or `su-1-rack-1` where a rack is one NVLink domain. */
  readonly name: string;
  /** Nodes `<name>-0` to `<name>-<hosts - 1>`, as slurm-operator names a NodeSet's pods. */
  readonly hosts: number;
  readonly hall: string;
  readonly row: string;
  /** `su-1` and on. */
  readonly scalableUnit: string;
  /** The value of the nodes' label for the NVLink domain that they share; absent where a domain ends at its host. */
  readonly acceleratorDomain?: string;
  /** The switch of the topology that its nodes are under, by name. */
  readonly leafSwitch: string;
  /** The block of the topology that its nodes make, by name; absent where there are no blocks. */
  readonly block?: string;
}

/** What every node of the Slurm cluster is: the one place that GresTypes, Gres, gres.conf, the pods' resource limits and claims come from. */
export interface SlurmNode {
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
  /** What jobs may have of a node's threads: the limit of the pod; the container's entry point makes CoreSpecCount of the rest. */
  readonly cpus: number;
  /** What jobs may have of a node's memory, MiB: Slurm's RealMemory, and the limit of the pod. */
  readonly memoryMebibytes: number;
  readonly gres: {
    readonly name: "gpu";
    /** A part of the name that the driver reports, which AutoDetect looks for: `gb300` in NVIDIA GB300. */
    readonly type: string;
    readonly count: number;
    /** How gres.conf finds the devices: NVIDIA's by what the driver says under /proc, which takes no library in the image; AMD's by RSMI. */
    readonly autodetect: "nvidia" | "rsmi";
  };
}

/** A switch of the tree, real or a tier that stands for several. Exactly one of its two lists has members. */
export interface SlurmSwitch {
  readonly name: string;
  readonly tier: "region" | "hall" | "cluster" | "scalable-unit" | "rack";
  readonly children: readonly SlurmSwitch[];
  /** The node sets directly under it, by name. */
  readonly nodeSets: readonly string[];
}

/** NVLink domains as Slurm's blocks, in the order of their scalable units, so that neighbours make the larger blocks. */
export interface SlurmBlocks {
  /** Nodes in a block: 18 for NVL72. */
  readonly baseNodes: number;
  /** Blocks in a scalable unit, the largest group that shares one tier of the fabric. */
  readonly blocksPerScalableUnit: number;
  readonly blocks: readonly { readonly name: string; readonly nodeSet: string }[];
}

/** Where the nodes stand: one tree over all of them, and blocks where NVLink domains span hosts. */
export interface SlurmTopology {
  readonly root: SlurmSwitch;
  readonly blocks?: SlurmBlocks;
}

export interface SlurmPartition {
  readonly name: string;
  readonly purpose: PartitionPurpose;
  /** By name; all of the cluster's in their order where it has the whole cluster. */
  readonly nodeSets: readonly string[];
  readonly isDefault: boolean;
  readonly defaultMinutes: number;
  readonly maxMinutes: number;
  /** Nodes of a job at most; absent means as many as the partition has. */
  readonly maxNodesPerJob?: number;
  /** Higher goes first on shared nodes. */
  readonly priorityTier: number;
  /** What happens to its jobs when their nodes are wanted by jobs that come first. */
  readonly preemptMode: "off" | "requeue";
  /** How long a preempted job may still run, to write its checkpoint. */
  readonly graceSeconds: number;
  /** By name. */
  readonly allowedAccounts: readonly string[];
  readonly allowedQos: readonly string[];
  /** Whether a job has its nodes alone. */
  readonly exclusive: boolean;
}

/** A tenant in Slurm's account tree, straight below root. */
export interface SlurmAccount {
  /** The tenant's key. */
  readonly name: string;
  readonly description: string;
  readonly organisation: string;
  /** Shares against the other accounts'; the tenant's guaranteed GPUs, at least 1. */
  readonly fairShare: number;
  /** What a job runs under that names no QOS. */
  readonly defaultQos: string;
  readonly qos: readonly string[];
  /** Groups of the directory: `user` may submit jobs, `admin` coordinates the account. */
  readonly groups: { readonly admin: string; readonly user: string };
}

export interface SlurmQos {
  readonly name: string;
  readonly description: string;
  /** Higher goes first; of those that may be preempted, the lowest is first. */
  readonly priority: number;
  /** GPUs that the jobs of this QOS have together at most (GrpTRES gres/gpu). */
  readonly gpusAtMost: number;
  /** GPUs of one user at most (MaxTRESPerUser gres/gpu). */
  readonly gpusPerUserAtMost?: number;
  /** QOS whose jobs give way to this one's, by name. */
  readonly preempts: readonly string[];
  readonly preemptMode: "off" | "requeue";
  readonly graceSeconds: number;
}

/** When which nodes are kept free of jobs. */
export interface SlurmReservation {
  readonly name: string;
  readonly nodeSets: readonly string[];
  /** UTC, YYYY-MM-DDThh:mm:ss. */
  readonly start: string;
  readonly minutes: number;
  readonly reason: string;
}

/** What keeps nodes that fail away from jobs. */
export interface SlurmHealth {
  /** HealthCheckInterval. */
  readonly intervalSeconds: number;
  /** NVIDIA's XID codes after which a node is drained. */
  readonly drainingXids: readonly number[];
  /** What a node must pass before it takes work: the level of `dcgmi diag -r`, and the bus bandwidth of an all-reduce over its GPUs, GB/s. */
  readonly acceptance: { readonly dcgmLevel: 1 | 2 | 3 | 4; readonly ncclBusGigabytesPerSecond: number };
}

/** One Slurm cluster, as plain data: what every file of its configuration and every object is written from. */
export interface SlurmModel {
  /** Slurm's ClusterName, which accounting knows it by: letters, digits and underscores. */
  readonly clusterName: string;
  readonly node: SlurmNode;
  /** Scalable unit by scalable unit, rack by rack. */
  readonly nodeSets: readonly SlurmNodeSet[];
  readonly topology: SlurmTopology;
  readonly partitions: readonly SlurmPartition[];
  readonly accounts: readonly SlurmAccount[];
  readonly qos: readonly SlurmQos[];
  readonly reservations: readonly SlurmReservation[];
  readonly health: SlurmHealth;
  /** SwitchType: NVLink domains over hosts want IMEX channels for each job. */
  readonly switchType: "none" | "nvidia-imex";
  /** Where slurmdbd keeps its records. The password never enters a model. */
  readonly accounting: { readonly host: string; readonly port: number; readonly database: string; readonly user: string };
}

/** GPUs of the whole Slurm cluster. */
export const slurmGpus = ({ node, nodeSets }: Pick<SlurmModel, "node" | "nodeSets">): number =>
  nodeSets.reduce((sum, { hosts }) => sum + hosts, 0) * node.gres.count;
