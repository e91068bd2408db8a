import type { SlurmModel, SlurmNode } from "../model.ts";
import { scriptsPath } from "../plan/names.ts";
import { gpuPlaces, gpuResource } from "./gpus.ts";
import { partitionLines } from "./partitions.ts";

/** Where the health check must be in a slurmd pod: Slurm hands out prologs and epilogs itself, but not this program. */
const healthCheckPath = `${scriptsPath}/health-check.sh`;

/**
 * As many nodes as Kubernetes has in one cluster. The operator's own value is 1,024, beyond which nodes are refused; the number of this cluster's nodes would be
 * too small for the records of nodes that are gone, and to raise it takes a restart of slurmctld.
 */
const mostNodes = 5000;

/** A tenant that is inside its guarantee comes before one that borrows, then who has had less than its share, then who has waited longer. */
const priorityWeights = { QOS: 1_000_000, Fairshare: 100_000, Age: 10_000, JobSize: 1_000 } as const;

/**
 * What goes into the Controller's `extraConf`: everything of slurm.conf that the operator does not write itself, one option a line, then the partitions.
 *
 * The operator writes it after its own lines, and Slurm keeps the last value of an option.
 */
export function controllerExtraConf(model: SlurmModel): string {
  const options = Object.entries(slurmOptions(model)).map(([option, value]) => `${option}=${value}`);
  return `${[...options, ...partitionLines(model)].join("\n")}\n`;
}

/** The options of slurm.conf by name. Sources: Slurm's slurm.conf(5), and where it is not plain the reason beside the option. */
export function slurmOptions(model: SlurmModel): Readonly<Record<string, string | number>> {
  const { node, partitions, health, switchType } = model;
  const { gresTypes, taskPlugin } = gpuPlaces(node);
  return {
    MaxNodeCount: mostNodes,
    GresTypes: gresTypes,
    SelectType: "select/cons_tres",
    SelectTypeParameters: "CR_Core_Memory",
    TaskPlugin: taskPlugin,
    ProctrackType: "proctrack/cgroup",
    JobAcctGatherType: "jobacct_gather/cgroup",
    // A job that asks for one GPU gets its part of the host, and a job that asks for no memory leaves some to others.
    DefCpuPerGPU: Math.floor(node.cpus / node.gres.count),
    DefMemPerCPU: Math.floor(node.memoryMebibytes / node.cpus),
    ...(switchType === "nvidia-imex" && { SwitchType: "switch/nvidia_imex" }),
    MpiDefault: "pmix",
    // The login host's limit on locked memory would keep a job from registering memory with its NICs.
    PropagateResourceLimitsExcept: "MEMLOCK",

    SchedulerType: "sched/backfill",
    // The window is as long as the longest job, or backfill would start small jobs before it for ever; a node that fails its prolog must not hold the job.
    SchedulerParameters: [
      "bf_continue",
      `bf_window=${Math.max(...partitions.map(({ maxMinutes }) => maxMinutes))}`,
      "bf_resolution=600",
      "nohold_on_prolog_fail",
    ].join(","),
    PriorityType: "priority/multifactor",
    ...Object.fromEntries(Object.entries(priorityWeights).map(([factor, weight]) => [`PriorityWeight${factor}`, weight])),
    PreemptType: "preempt/qos",
    PreemptMode: "REQUEUE",

    AccountingStorageTRES: gpuResource,
    // With safe, a job starts only if its account's limits let it finish.
    AccountingStorageEnforce: "associations,limits,qos,safe",

    // A job that no partition of its choice could ever run is refused, instead of waiting for ever.
    EnforcePartLimits: "ALL",

    // Alloc: prologs run when nodes are allocated, so that a bad node is known before the job's first step. Contain: logins by SSH belong to a job.
    PrologFlags: "Alloc,Contain",
    HealthCheckProgram: healthCheckPath,
    HealthCheckInterval: health.intervalSeconds,
    HealthCheckNodeState: "ANY",
    // A node that comes back with its pod takes work again; one that was drained stays so until somebody resumes it.
    ReturnToService: 2,
  };
}

/**
 * What goes into each NodeSet's `extraConf`, which slurmd registers with; the operator adds the feature that names the node set, and the topology.
 *
 * Without RealMemory: the image's entry point takes the difference between the host's memory and the pod's limit off whatever stands there.
 */
export function nodeSetExtraConf({ node }: { readonly node: SlurmNode }): string {
  const { sockets, coresPerSocket, threadsPerCore } = node;
  return `Gres=${gpuPlaces(node).nodeGres} Sockets=${sockets} CoresPerSocket=${coresPerSocket} ThreadsPerCore=${threadsPerCore}`;
}
