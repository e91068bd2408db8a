import { z } from "zod";
import { factOf } from "../lib/fact.ts";
import { key, keyed } from "../lib/names.ts";
import { accountingSpec } from "./slurm-accounting.ts";
import { fileSystemSpec } from "./slurm-file-system.ts";
import { loginSpec } from "./slurm-login.ts";

export const partitionPurposes = ["training", "fine-tuning", "interactive", "surplus"] as const;
export type PartitionPurpose = (typeof partitionPurposes)[number];

const count = z.number().int().positive();
const percent = z.number().min(0).max(100);
const minutes = z.number().int().positive();

/** Slurm's names of nodes and their sets: one name, or several in its bracket notation. */
const hostList = z.string().min(1).max(200).describe("a scalable unit, or several in Slurm's notation: su-1, su-[1-4], su-[1,3-5]");

/** A host as `slurmd -C` prints it there, and what of it is not for jobs. */
const node = z.strictObject({
  sockets: factOf(count),
  coresPerSocket: factOf(count),
  threadsPerCore: factOf(z.union([z.literal(1), z.literal(2), z.literal(4)])),
  memoryGibibytes: factOf(count),
  gpus: factOf(count).describe("the GPUs of a host, as the catalogue has them for the cluster's accelerator"),
  reservedCores: z.number().int().min(1).default(4).describe("cores for the system and the pods beside Slurm's"),
  reservedMemoryGibibytes: z.number().int().min(8).default(32).describe("memory for the same"),
});

/** What a tenant has of the Slurm cluster, in the terms of the Kubernetes layer's allocations. */
const allocation = z.strictObject({
  guaranteedSharePercent: factOf(percent).describe(
    "the percent of Slurm's GPUs that are the tenant's at any time; rounded down to whole hosts, or NVLink domains",
  ),
  borrowingLimitPercent: percent.default(100).describe("the percent of Slurm's GPUs that it may use beside its own, in jobs that give way"),
  preemptionOrder: z
    .number()
    .int()
    .min(1)
    .max(100)
    .describe("1 gives way first when lent GPUs are wanted back; two tenants may share a number"),
  gpusPerUserAtMost: count.optional().describe("the GPUs that one user of the tenant has at most of its own"),
});

const partition = z.strictObject({
  purpose: z.enum(partitionPurposes).describe("training, fine-tuning, interactive, or surplus, whose jobs give way to all others"),
  scalableUnits: z.array(hostList).optional().describe("where its jobs run; left out, all of Slurm's"),
  defaultMinutes: minutes.describe("the time limit of a job that asks for none"),
  maxMinutes: minutes.describe("the longest time limit that a job may ask for"),
  maxNodesPerJob: count.optional(),
  tenants: z.array(key).optional().describe("who may use it; left out, every tenant of the layer"),
});

const maintenance = z.strictObject({
  scalableUnits: z.array(hostList).min(1),
  start: z.iso.datetime().describe("UTC, for example 2026-12-01T06:00:00Z"),
  minutes,
  reason: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^"\\\n]+$/),
});

const health = z.strictObject({
  intervalSeconds: z.number().int().min(60).max(3600).default(300),
  drainingXids: z
    .array(z.number().int().positive())
    .min(1)
    // NVIDIA, "XID errors": fallen off the bus, uncorrectable ECC and row remapping failures, NVLink errors, GSP time-outs.
    .default([48, 64, 74, 79, 94, 95, 119, 120])
    .describe("NVIDIA's XID codes that drain a node"),
  acceptance: z.strictObject({
    dcgmLevel: z
      .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
      .default(3)
      .describe("the level of dcgmi diag"),
    ncclBusGigabytesPerSecond: factOf(z.number().positive()).describe(
      "the bus bandwidth that an all-reduce over a host's GPUs reaches at least, GB/s",
    ),
  }),
});

/** The Slurm layer of a GPU cluster: whole scalable units of it, scheduled by Slurm. */
export const slurmSpec = z.strictObject({
  scalableUnits: factOf(z.number().int().min(0)).describe(
    "how many whole scalable units are Slurm's, from su-1 on; the rest stays with Kubernetes' queues",
  ),
  node,
  tenants: keyed(allocation).describe("by the key of a declared tenant; all shares make at most 100"),
  partitions: keyed(partition),
  defaultPartition: key.describe("where jobs go that name no partition"),
  graceSeconds: z.number().int().min(0).max(3600).default(300).describe("what a job that gives way has left to write its checkpoint"),
  login: loginSpec,
  stateStorageClass: key.describe("the site's storage class that holds the controller's state: jobs are lost with it"),
  accounting: accountingSpec,
  fileSystems: keyed(fileSystemSpec).describe("what nodes and login hosts share, by name"),
  health,
  maintenance: keyed(maintenance).default({}),
});

export type SlurmSpec = z.output<typeof slurmSpec>;
export type SlurmAllocation = SlurmSpec["tenants"][string];
