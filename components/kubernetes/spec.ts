import { z } from "zod";
import { factOf } from "../lib/fact.ts";
import { keyed } from "../lib/names.ts";

/** What a tenant has of a cluster. */
const allocation = z.strictObject({
  guaranteedSharePercent: factOf(z.number().min(0).max(100)).describe(
    "the percent of the cluster's GPUs that are the tenant's at any time",
  ),
});

/** The Kubernetes layer of a GPU cluster: who has how much of it. */
export const kubernetesSpec = z.strictObject({
  tenants: keyed(allocation).describe("by the key of a declared tenant; all shares make at most 100"),
});

export type KubernetesSpec = z.output<typeof kubernetesSpec>;
export type Allocation = z.output<typeof allocation>;
