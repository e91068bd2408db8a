import { z } from "zod";
import { deliverySpec } from "./delivery.ts";
import { gpuClusterSpec } from "./cluster.ts";
import { tenantSpec } from "./tenant.ts";
import { inferenceSpec } from "./inference.ts";
import { multiKueueSpec } from "./multi-kueue.ts";
import { isoDate } from "../lib/date.ts";
import { keyed } from "../lib/names.ts";
import { siteSpec } from "./site.ts";

/** One stack: a site, the tenants it serves, the clusters on it and what was delivered for them. Plain values only; a secret never enters it. */
export const stackSpec = z.strictObject({
  asOf: isoDate.describe("the date at which plans and previews are made, YYYY-MM-DD"),
  site: siteSpec,
  tenants: keyed(tenantSpec),
  clusters: keyed(gpuClusterSpec),
  multiKueue: multiKueueSpec.optional().describe("queues over several clusters; left out where each job runs where it is handed in"),
  deliveries: keyed(deliverySpec).default({}),
  inference: inferenceSpec.optional().describe("the model endpoints of the site; left out where it serves none"),
});

/** What a stack's data file says. */
export type StackInput = z.input<typeof stackSpec>;

/** The same, parsed: every default filled in. */
export type StackSpec = z.output<typeof stackSpec>;
