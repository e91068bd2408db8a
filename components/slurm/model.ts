import type { PartitionPurpose, SlurmIsolation } from "../schema/slurm.ts";

/** A set of identical nodes, and its place in a hall. */
export interface SlurmNodeSet {
  /** Name of the NodeSet object, of Slurm's NodeSet and of its nodes' feature: `su-1`, or `su-1-rack-1` if a rack is one NVLink domain. */
  readonly name: string;
  /** Nodes `<name>-0` to `<name>-<hosts - 1>`: slurm-operator's names for a NodeSet's pods. */
  readonly hosts: number;
  readonly hall: string;
  readonly row: string;
  /** `su-1`, `su-2` and so on. */
  readonly scalableUnit: string;
  /** The value of the nodes' label for their NVLink domain; absent if a domain is a single host. */
  readonly acceleratorDomain?: string;
  /** The topology's switch that its nodes are under, by name. */
  readonly leafSwitch: string;
  /** The topology's block of its nodes, by name; absent if there are no blocks. */
  readonly block?: string;
}

/** A node of the Slurm cluster, all of which are identical: the single source of GresTypes, Gres, gres.conf, and the pods' resource limits and claims. */
export interface SlurmNode {
  readonly sockets: number;
  readonly coresPerSocket: number;
  readonly threadsPerCore: number;
  /** Threads of a node for jobs: the pod's limit. The container's entry point turns the rest into CoreSpecCount. */
  readonly cpus: number;
  /** Memory of the whole host, MiB: RealMemory as `slurmd -C` prints it. */
  readonly hostMemoryMebibytes: number;
  /** Memory of a node for jobs, MiB: the pod's limit. The container's entry point turns the rest into MemSpecLimit. */
  readonly memoryMebibytes: number;
  readonly gres: {
    readonly name: "gpu";
    /** A part of the name that the driver reports, for AutoDetect: `gb300` in NVIDIA GB300. */
    readonly type: string;
    readonly count: number;
    /** Detection of devices in gres.conf: NVIDIA's from the driver's files under /proc, which needs no library in the image; AMD's through RSMI. */
    readonly autodetect: "nvidia" | "rsmi";
  };
}

/** A switch of the tree: a real one, or a tier of several. Exactly one of its two lists has members. */
export interface SlurmSwitch {
  readonly name: string;
  readonly tier: "region" | "hall" | "cluster" | "scalable-unit" | "rack";
  readonly children: readonly SlurmSwitch[];
  /** The node sets directly under it, by name. */
  readonly nodeSets: readonly string[];
}

/** NVLink domains as Slurm's blocks, in the order of their scalable units, so that neighbours form the larger blocks. */
export interface SlurmBlocks {
  /** Nodes per block: 18 for NVL72. */
  readonly baseNodes: number;
  /** Blocks per scalable unit, the largest group that shares one tier of the fabric. */
  readonly blocksPerScalableUnit: number;
  readonly blocks: readonly { readonly name: string; readonly nodeSet: string }[];
}

/** The topology of the nodes: one tree of all of them, and blocks if NVLink domains span hosts. */
export interface SlurmTopology {
  readonly root: SlurmSwitch;
  readonly blocks?: SlurmBlocks;
}

export interface SlurmPartition {
  readonly name: string;
  readonly purpose: PartitionPurpose;
  /** Node sets by name; for the whole cluster, all of them in the cluster's order. */
  readonly nodeSets: readonly string[];
  readonly isDefault: boolean;
  readonly defaultMinutes: number;
  readonly maxMinutes: number;
  /** Most nodes of a job; absent if the partition's nodes are the only limit. */
  readonly maxNodesPerJob?: number;
  /** On shared nodes, the higher tier goes first. */
  readonly priorityTier: number;
  /** Preemption of its jobs when jobs that come first need their nodes. */
  readonly preemptMode: "off" | "requeue";
  /** Time for a preempted job to write its checkpoint. */
  readonly graceSeconds: number;
  /** Accounts by name. */
  readonly allowedAccounts: readonly string[];
  readonly allowedQos: readonly string[];
  /** True if a job's nodes are never shared with other jobs. */
  readonly exclusive: boolean;
}

/** A tenant in Slurm's account tree, directly below root. */
export interface SlurmAccount {
  /** The tenant's key. */
  readonly name: string;
  readonly description: string;
  readonly organisation: string;
  /** Weight among the accounts: the tenant's guaranteed GPUs, at least 1. */
  readonly fairShare: number;
  /** QOS of a job that names none. */
  readonly defaultQos: string;
  readonly qos: readonly string[];
  /** Groups of the directory: `user` may submit jobs, `admin` coordinates the account. */
  readonly groups: { readonly admin: string; readonly user: string };
}

export interface SlurmQos {
  readonly name: string;
  readonly description: string;
  /** The higher one goes first. Among QOS that may be preempted, the lowest is preempted first. */
  readonly priority: number;
  /** The part of a job's usage that counts against fair share and in the account's bill, 0 to 1 (UsageFactor). */
  readonly usageFactor: number;
  /** Most GPUs of all jobs of this QOS together (GrpTRES gres/gpu); they have as many hosts as hold so many GPUs. */
  readonly gpusAtMost: number;
  /** Most GPUs of one user (MaxTRESPerUser gres/gpu). */
  readonly gpusPerUserAtMost?: number;
  /** QOS whose jobs this one's jobs may preempt, by name. */
  readonly preempts: readonly string[];
  readonly preemptMode: "off" | "requeue";
  readonly graceSeconds: number;
}

/** A maintenance window: nodes that are kept free of jobs, from its start on. */
export interface SlurmReservation {
  readonly name: string;
  readonly nodeSets: readonly string[];
  /** UTC, YYYY-MM-DDThh:mm:ss. */
  readonly start: string;
  readonly minutes: number;
  readonly reason: string;
}

/** Replacement of changed pods: each wave is reserved for maintenance in its window, so a rack is replaced as one. */
export interface SlurmRollOut {
  readonly waves: readonly { readonly start: string; readonly nodeSets: readonly string[] }[];
  readonly waveMinutes: number;
  /** The end of the last wave, UTC. */
  readonly end: string;
}

/** Health checks that keep jobs away from failing nodes. */
export interface SlurmHealth {
  /** Slurm's HealthCheckInterval. */
  readonly intervalSeconds: number;
  /** NVIDIA's XID codes after which a node is drained. */
  readonly drainingXids: readonly number[];
  /** Acceptance test of a node before it takes work: the level of `dcgmi diag -r`, and the bus bandwidth of an all-reduce over its GPUs, GB/s. */
  readonly acceptance: { readonly dcgmLevel: 1 | 2 | 3 | 4; readonly ncclBusGigabytesPerSecond: number };
}

/** One Slurm cluster as plain data: the source of every configuration file and every object. */
export interface SlurmModel {
  /** Slurm's ClusterName, which identifies the cluster in accounting: letters, digits and underscores. */
  readonly clusterName: string;
  readonly node: SlurmNode;
  /** In the order of scalable units, then of racks. */
  readonly nodeSets: readonly SlurmNodeSet[];
  readonly topology: SlurmTopology;
  readonly isolation: SlurmIsolation;
  readonly partitions: readonly SlurmPartition[];
  readonly accounts: readonly SlurmAccount[];
  readonly qos: readonly SlurmQos[];
  readonly reservations: readonly SlurmReservation[];
  /** Absent if no changed pod is to be replaced. */
  readonly rollOut?: SlurmRollOut;
  readonly health: SlurmHealth;
  /** SwitchType: NVLink domains across hosts need IMEX channels for each job. */
  readonly switchType: "none" | "nvidia-imex";
  /** The database of slurmdbd. A model never contains its password. */
  readonly accounting: { readonly host: string; readonly port: number; readonly database: string; readonly user: string };
}

/** GPUs of the whole Slurm cluster. */
export const slurmGpus = ({ node, nodeSets }: Pick<SlurmModel, "node" | "nodeSets">): number =>
  nodeSets.reduce((sum, { hosts }) => sum + hosts, 0) * node.gres.count;
