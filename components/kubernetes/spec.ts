import { z } from "zod";
import { factOf } from "../lib/fact.ts";
import { keyed } from "../lib/names.ts";

/** What a tenant has of a cluster. */
const allocation = z.strictObject({
  guaranteedSharePercent: factOf(z.number().min(0).max(100)).describe(
    "the percent of the cluster's GPUs that are the tenant's at any time",
  ),
  borrowsAtMostPercent: z.number().min(0).max(100).default(100).describe("the percent of the cluster that it may borrow of idle shares"),
  lendsAtMostPercent: z.number().min(0).max(100).default(100).describe("the percent of its own share that it lends while it is idle"),
  preemptionOrder: z
    .number()
    .int()
    .min(1)
    .max(100)
    .describe("1 is preempted first when lent GPUs are wanted back; two tenants may share a number"),
});

/** The Kubernetes layer of a GPU cluster: who has how much of it. */
export const kubernetesSpec = z.strictObject({
  deviceAllocation: z
    .enum(["device-plugin", "dra"])
    .default("device-plugin")
    .describe("how pods get GPUs, all over the cluster: device-plugin (a counted resource) or dra (claims on devices)"),
  tenants: keyed(allocation).describe("by the key of a declared tenant; all shares make at most 100"),
});

export type KubernetesSpec = z.output<typeof kubernetesSpec>;
export type Allocation = z.output<typeof allocation>;
