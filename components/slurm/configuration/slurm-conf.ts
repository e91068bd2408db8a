import type { SlurmModel, SlurmNode } from "../model.ts";
import { scriptsPath } from "../plan/names.ts";
import { gpuPlaces, gpuResource } from "./gpus.ts";
import { isolationOptions } from "./isolation.ts";
import { mostJobs, mostTasks } from "./job-table.ts";
import { partitionLines } from "./partitions.ts";
import { cpusPerGpu, mebibytesPerGpu } from "./shares.ts";

/** Path of the health check in a slurmd pod. Slurm distributes prologs and epilogs itself, but not this program. */
const healthCheckPath = `${scriptsPath}/health-check.sh`;

/**
 * The most nodes of a Kubernetes cluster. The operator's own value is 1,024, and more nodes are refused; the number of this cluster's nodes would be too
 * small for the records of nodes that are gone, and raising it takes a restart of slurmctld.
 */
const mostNodes = 5000;

/** A tenant within its guarantee comes before one that borrows, then the account with less than its fair share, then the longest wait. */
const priorityWeights = { QOS: 1_000_000, Fairshare: 100_000, Age: 10_000, JobSize: 1_000 } as const;

/**
 * The Controller's `extraConf`: all of slurm.conf that the operator does not write itself, one option per line, then the partitions.
 *
 * The operator puts it after its own lines, and Slurm uses an option's last value.
 */
export function controllerExtraConf(model: SlurmModel): string {
  const options = Object.entries(slurmOptions(model)).map(([option, value]) => `${option}=${value}`);
  return `${[...options, ...partitionLines(model)].join("\n")}\n`;
}

/** The options of slurm.conf by name. Source: Slurm's slurm.conf(5); comments give the reasons that are not plain from it. */
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
    // A job with one GPU gets its part of the host, and a job that asks for fewer processors has the memory all the same.
    DefCpuPerGPU: cpusPerGpu(node),
    DefMemPerGPU: mebibytesPerGpu(node),
    ...(switchType === "nvidia-imex" && { SwitchType: "switch/nvidia_imex" }),
    MpiDefault: "pmix",
    // The login host's limit on locked memory would keep a job from registering memory with its NICs.
    PropagateResourceLimitsExcept: "MEMLOCK",

    MaxJobCount: mostJobs,
    MaxArraySize: mostTasks,
    SchedulerType: "sched/backfill",
    // The window is as long as the longest job, or backfill would start small jobs before it for ever. A node that fails its prolog must not hold the job.
    SchedulerParameters: [
      "bf_continue",
      `bf_window=${Math.max(...partitions.map(({ maxMinutes }) => maxMinutes))}`,
      "bf_resolution=600",
      "nohold_on_prolog_fail",
      // A flood of submissions is read first and scheduled afterwards, so that slurmctld answers meanwhile.
      "defer_batch",
      "max_rpc_cnt=100",
      "bf_max_job_test=1000",
    ].join(","),
    // Thousands of nodes answer late, and a process that waits for a file server or a GPU's reset ends late: neither is a reason to drain its node.
    MessageTimeout: 60,
    BatchStartTimeout: 60,
    UnkillableStepTimeout: 600,
    PriorityType: "priority/multifactor",
    ...Object.fromEntries(Object.entries(priorityWeights).map(([factor, weight]) => [`PriorityWeight${factor}`, weight])),
    PreemptType: "preempt/qos",
    PreemptMode: "REQUEUE",
    // A batch script that asks for a signal before its end (--signal=B:USR1@60) has it as its grace begins, and can write its checkpoint.
    PreemptParameters: "send_user_signal",

    AccountingStorageTRES: gpuResource,
    // With `safe`, a job starts only if its account's limits let it finish.
    AccountingStorageEnforce: "associations,limits,qos,safe",

    ...isolationOptions(model),

    // A job that none of its partitions could ever run is refused at submission, instead of waiting for ever.
    EnforcePartLimits: "ALL",

    // Alloc: prologs run when nodes are allocated, so that a bad node is known before the job's first step. Contain: logins by SSH belong to a job.
    PrologFlags: "Alloc,Contain",
    HealthCheckProgram: healthCheckPath,
    HealthCheckInterval: health.intervalSeconds,
    HealthCheckNodeState: "ANY",
    // A node that comes back with its pod takes work again; a drained one stays drained until an operator resumes it.
    ReturnToService: 2,
  };
}

/**
 * Each NodeSet's `extraConf`, with which slurmd registers. The operator adds the feature with the node set's name, and the topology.
 *
 * RealMemory is left out: the image's entry point would subtract the difference between the host's memory and the pod's limit from it.
 */
export function nodeSetExtraConf({ node }: { readonly node: SlurmNode }): string {
  const { sockets, coresPerSocket, threadsPerCore } = node;
  return `Gres=${gpuPlaces(node).nodeGres} Sockets=${sockets} CoresPerSocket=${coresPerSocket} ThreadsPerCore=${threadsPerCore}`;
}
