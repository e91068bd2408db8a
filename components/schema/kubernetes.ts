import { z } from "zod";
import { follows } from "../lib/derive/follows.ts";
import { factOf } from "../lib/fact.ts";
import { keyed } from "../lib/names.ts";

/** A tenant's part of a cluster. */
const allocation = z.strictObject({
  guaranteedSharePercent: follows(
    factOf(z.number().min(0).max(100)).describe(
      "the percent of the cluster's GPUs that are the tenant's at any time (Kueue's nominalQuota)",
    ),
    "the tenant's sharePercent of site.offtake",
  ),
  wholeDomains: z
    .boolean()
    .default(false)
    .describe("whether a share that is not whole NVLink domains is refused; otherwise it is rounded down to whole ones"),
  borrowingLimitPercent: z
    .number()
    .min(0)
    .max(100)
    .default(100)
    .describe("the percent of the cluster's GPUs that it may borrow from idle shares (Kueue's borrowingLimit)"),
  lendingLimitPercent: z
    .number()
    .min(0)
    .max(100)
    .default(100)
    .describe("the percent of its own share that it lends while it is idle (Kueue's lendingLimit)"),
  preemptionOrder: follows(
    z
      .number()
      .int()
      .min(1)
      .max(100)
      .describe("the order of preemption when lent GPUs are wanted back: 1 is preempted first; two tenants may share a number"),
    "by the kind of the tenant's offtake: surplus first, then what is sold, then priority access",
  ),
  maxComputeDomains: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(16)
    .describe("the number of ComputeDomains that it may have at a time, where NVLink domains span hosts"),
  maxStorageTebibytes: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(1000)
    .describe("the TiB that its volumes in the cluster may ask for in all (requests.storage)"),
});

const ofHost = (what: string) =>
  `seven eighths of the host's ${what} (of slurm.node, else of the catalogue), by its GPUs: the rest is for the host itself`;

/** The Kubernetes layer of a GPU cluster: allocation of GPUs to pods, and the tenants' shares. */
export const kubernetesSpec = z.strictObject({
  deviceAllocation: z
    .enum(["device-plugin", "dra"])
    .default("device-plugin")
    .describe("the way in which pods get GPUs, all over the cluster: device-plugin (a counted resource) or dra (claims on devices)"),
  topologyAwareScheduling: z
    .boolean()
    .optional()
    .describe("whether jobs may ask to be packed into NVLink domains; left out, they may where deviceAllocation is device-plugin"),
  perGpu: follows(
    z
      .strictObject({
        processors: follows(z.number().int().positive().describe("the processors, as Linux counts them"), ofHost("processors")),
        memoryGibibytes: follows(z.number().int().positive().describe("the memory, GiB"), ofHost("memory")),
      })
      .describe(
        "what of its host comes with a GPU: a pod gets at most so much for each of its GPUs, and a share holds so much for each of its own",
      ),
    "seven eighths of a host's, by its GPUs",
  ),
  tenants: follows(
    keyed(allocation).describe("the shares of the cluster's GPUs, by the key of a declared tenant; all shares make at most 100"),
    "every tenant of site.offtake",
  ),
});

export type Allocation = z.output<typeof allocation>;
