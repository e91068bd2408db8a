import { z } from "zod";
import { follows } from "../lib/derive/follows.ts";
import { factOf } from "../lib/fact.ts";
import { key, keyed } from "../lib/names.ts";
import { text } from "../lib/text.ts";
import { accountingSpec } from "./slurm-accounting.ts";
import { fileSystemSpec } from "./slurm-file-system.ts";
import { loginSpec } from "./slurm-login.ts";

export const partitionPurposes = ["training", "fine-tuning", "interactive", "surplus"] as const;
/** How far tenants are kept apart, from nothing but their data to whole racks. */
export const isolationLevels = ["shared", "hosts", "racks"] as const;
export type SlurmIsolation = (typeof isolationLevels)[number];

export type PartitionPurpose = (typeof partitionPurposes)[number];

const count = z.number().int().positive();
const percent = z.number().min(0).max(100);
const minutes = z.number().int().positive();

/** Names of nodes or node sets in Slurm's notation: one name, or several in brackets. */
const hostList = text.max(200).describe("a scalable unit, or several in Slurm's notation: su-1, su-[1-4], su-[1,3-5]");

/** Where the catalogue knows the accelerator's hosts. */
const ofCatalogue = "the catalogue's, for the cluster's accelerator";

/** A host as `slurmd -C` prints it there, and the parts of it that are reserved from jobs. */
const node = z.strictObject({
  sockets: follows(factOf(count).describe("the CPU sockets of a host: Sockets as slurmd -C prints it"), ofCatalogue),
  coresPerSocket: follows(factOf(count).describe("the cores of a socket: CoresPerSocket as slurmd -C prints it"), ofCatalogue),
  threadsPerCore: follows(
    factOf(z.union([z.literal(1), z.literal(2), z.literal(4)])).describe(
      "the hardware threads of a core, 1, 2 or 4: ThreadsPerCore as slurmd -C prints it",
    ),
    ofCatalogue,
  ),
  memoryGibibytes: follows(
    factOf(count).describe(
      "the memory of a host in GiB as Linux sees it, some percent below the modules' own: RealMemory, which slurmd -C prints in MiB",
    ),
    ofCatalogue,
  ),
  gpus: follows(factOf(count).describe("the GPUs of a host"), ofCatalogue),
  reservedCores: z.number().int().min(1).default(4).describe("the cores for the system and the pods beside Slurm's"),
  reservedMemoryGibibytes: z
    .number()
    .int()
    .min(8)
    .optional()
    .describe("the GiB of memory for the system and the pods beside Slurm's, 5 percent or more; left out, 5 percent"),
});

/** A tenant's part of the Slurm cluster, in the terms of the Kubernetes layer's allocations. */
const allocation = z.strictObject({
  guaranteedSharePercent: follows(
    factOf(percent).describe(
      "the percent of Slurm's GPUs that are the tenant's at any time; rounded down to whole hosts, or NVLink domains",
    ),
    "the tenant's of the Kubernetes layer",
  ),
  borrowingLimitPercent: percent
    .default(100)
    .describe("the percent of Slurm's GPUs that it may use beside its own, in jobs that are preempted when their owner wants them"),
  preemptionOrder: follows(
    z
      .number()
      .int()
      .min(1)
      .max(100)
      .describe("the order of preemption when lent GPUs are wanted back: 1 is preempted first; two tenants may share a number"),
    "the tenant's of the Kubernetes layer",
  ),
  gpusPerUserAtMost: count
    .optional()
    .describe("the most GPUs that one user of the tenant may have at a time (MaxTRESPerUser); left out, a user has no limit of its own"),
});

const partition = z.strictObject({
  purpose: z.enum(partitionPurposes).describe("training, fine-tuning, interactive, or surplus, whose jobs give way to all others"),
  scalableUnits: z.array(hostList).optional().describe("the scalable units that its jobs run on; left out, all of Slurm's"),
  defaultMinutes: minutes.describe("the time limit in minutes of a job that asks for none (DefaultTime)"),
  maxMinutes: minutes.describe("the longest time limit in minutes that a job may ask for (MaxTime)"),
  maxNodesPerJob: count.optional().describe("the most nodes that a job may ask for (MaxNodes); left out, all of the partition's"),
  tenants: z.array(key).optional().describe("the tenants that may use it; left out, every tenant of the layer"),
});

const maintenance = z.strictObject({
  scalableUnits: z.array(hostList).min(1).describe("the scalable units that are taken out of service"),
  start: z.iso.datetime().describe("the start in UTC, for example 2026-12-01T06:00:00Z"),
  minutes: minutes.describe("the length of the window in minutes"),
  reason: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^"\\\n]+$/, { error: "text on one line, without quotation marks and backslashes" })
    .describe("the reason as users read it in Slurm: 1 to 200 characters on one line, without quotation marks and backslashes"),
});

/** A roll-out of changed pods over the nodes, in waves of whole scalable units, so that at most one wave of racks is not whole at a time. */
const rollOut = z.strictObject({
  start: z.iso.datetime().describe("the start of the first wave in UTC, for example 2027-01-11T06:00:00Z"),
  waveMinutes: minutes.describe("the length in minutes of a wave's window; the next wave begins at its end"),
  scalableUnitsPerWave: count.default(1).describe("how many scalable units a wave has"),
});

const health = z.strictObject({
  intervalSeconds: z
    .number()
    .int()
    .min(60)
    .max(3600)
    .default(300)
    .describe("the seconds between two health checks of a node (HealthCheckInterval)"),
  drainingXids: z
    .array(z.number().int().positive())
    .min(1)
    .optional()
    .describe("the XID codes of NVIDIA's driver that drain a node; left out, those of the catalogue for the accelerator"),
  acceptance: follows(
    z
      .strictObject({
        dcgmLevel: z
          .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
          .default(3)
          .describe("the run level of dcgmi diag, 1 (seconds) to 4 (hours)"),
        ncclBusGigabytesPerSecond: follows(
          factOf(z.number().positive()).describe("the bus bandwidth that an all-reduce over a host's GPUs reaches at least, GB/s"),
          ofCatalogue,
        ),
      })
      .describe("the tests that a node passes after each boot before it takes work"),
    "the bandwidth that the catalogue has for the cluster's accelerator",
  ),
});

/** The Slurm layer of a GPU cluster: whole scalable units of it, scheduled by Slurm. */
export const slurmSpec = z.strictObject({
  scalableUnits: factOf(z.number().int().min(0)).describe(
    "how many whole scalable units are Slurm's, from su-1 on; the rest stays with Kubernetes' queues",
  ),
  node: follows(node.describe("a host as slurmd -C prints it there, and what of it is reserved"), ofCatalogue),
  tenants: follows(
    keyed(allocation).describe("the shares of Slurm's GPUs, by the key of a declared tenant; all shares make at most 100"),
    "the tenants with a share of the Kubernetes layer, each with the same share and limit",
  ),
  isolation: z
    .enum(isolationLevels)
    .default("hosts")
    .describe(
      "what tenants share: shared, a host at the same time; hosts, none; racks, no NVLink domain, of which each job then has whole ones. No tenant sees another's jobs, users or nodes in any case",
    ),
  partitions: keyed(partition).describe("the partitions, by name"),
  defaultPartition: key.describe("the partition of jobs that name none"),
  graceSeconds: z
    .number()
    .int()
    .min(0)
    .max(3600)
    .default(300)
    .describe("the seconds that a preempted job has left to write its checkpoint (GraceTime)"),
  login: loginSpec.describe("the login hosts, and who may log in"),
  stateStorageClass: key.describe("the site's storage class that holds the controller's state: jobs are lost with it"),
  accounting: accountingSpec.describe("the database of slurmdbd: provisioned here, or given"),
  fileSystems: keyed(fileSystemSpec).describe("the file systems that nodes and login hosts share, by name"),
  health: follows(health.describe("the checks that drain a node"), "the acceptance tests that follow from the accelerator"),
  rollOut: rollOut
    .optional()
    .describe("when pods of nodes whose definition has changed are replaced; left out, they stay as they are, however much has changed"),
  maintenance: keyed(maintenance).default({}).describe("the maintenance windows, each a reservation of Slurm, by name"),
});

export type SlurmSpec = z.output<typeof slurmSpec>;
export type SlurmAllocation = SlurmSpec["tenants"][string];
