import { z } from "zod";
import { deliverySpec } from "./delivery.ts";
import { gpuClusterSpec } from "./cluster.ts";
import { tenantSpec } from "./tenant.ts";
import { inferenceSpec } from "./inference.ts";
import { multiKueueSpec } from "./multi-kueue.ts";
import { isoDate } from "../lib/date.ts";
import { keyed } from "../lib/names.ts";
import { siteSpec } from "./site.ts";

/** One stack: a site, its tenants, its clusters and the deliveries to them. Plain values only; it never contains a secret. */
export const stackSpec = z.strictObject({
  asOf: isoDate.describe("the date at which plans and previews are made, YYYY-MM-DD"),
  site: siteSpec.describe("the site: who owns and runs it, its power, cooling, permits, storage and network"),
  tenants: keyed(tenantSpec).describe("the tenants of the site, by the key that clusters, offtake and endpoints name them by"),
  clusters: keyed(gpuClusterSpec).describe("the GPU clusters of the site, by name"),
  multiKueue: multiKueueSpec
    .optional()
    .describe("queues over several clusters; left out where each job runs in the cluster in which it is created"),
  deliveries: keyed(deliverySpec).default({}).describe("the deliveries of accelerators to the clusters, by a key of your own"),
  inference: inferenceSpec.optional().describe("the model endpoints of the site; left out where it serves none"),
});

/** The contents of a stack's data file. */
export type StackInput = z.input<typeof stackSpec>;

/** The parsed stack, with every default filled in. */
export type StackSpec = z.output<typeof stackSpec>;
