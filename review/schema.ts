import { z } from "zod";
import { isoDate } from "../components/lib/date.ts";
import { changeClassNames } from "../components/schema/contracts/layers.ts";

/** The version of this schema: readers refuse another. */
export const reviewVersion = 1;

const count = z.number().int().min(0);

const change = z
  .strictObject({ before: z.number().nullable(), after: z.number().nullable() })
  .describe("a figure before and after; null where there is none");
export type Change = z.output<typeof change>;

const phase = z.strictObject({
  name: z.string(),
  capacityMegawatts: change,
  itMegawatts: change,
  facilityMegawatts: change,
  headroomMegawatts: change.describe("capacity less facility load"),
  headroomOneFeedLostMegawatts: change.describe("the same while one feed has failed (N-1)"),
});

const energy = z.strictObject({
  megawattsBySource: z.record(z.string(), change).describe("contracted, by the source of the agreements"),
  megawattHoursPerYear: change,
  locationBasedTonnesCo2PerYear: change,
  marketBasedTonnesCo2PerYear: change,
});

const reach = z.strictObject({
  change: z.enum(["new", "gone"]),
  what: z.string().describe("the data or traffic that may lie in or go to the jurisdiction, or the company under its law"),
  jurisdiction: z.string().describe("a code of the catalogue, or a country"),
  leavesSite: z.boolean().describe("another jurisdiction than the site's"),
  leavesEea: z.boolean().describe("outside the European Economic Area, from a site inside it"),
});

const disturbance = z.strictObject({
  cluster: z.string(),
  kind: z.enum(["drained", "replaced"]).describe("drained: the machines go; replaced: they come back as new ones"),
  scalableUnits: z.array(z.string()),
  hosts: count,
  gpus: count,
  cause: z.string(),
});

const rackRow = z.strictObject({ name: z.string(), racks: count, touched: z.enum(["no", "drained", "replaced"]) });

const flow = z
  .strictObject({ jurisdiction: z.string(), before: count, after: count })
  .describe("how many kinds of data, traffic and law lead to a jurisdiction");

const guarantee = z.strictObject({
  cluster: z.string(),
  layer: z.enum(["kueue", "slurm"]).describe("the scheduler that keeps the guarantee"),
  tenant: z.string(),
  beforeGpus: count,
  afterGpus: count,
  atRiskGpus: count.describe("GPUs of the lost guarantee, taken to be all in use"),
});

const changeClass = z.enum(changeClassNames);

const slurm = z
  .strictObject({
    cluster: z.string(),
    class: changeClass.describe("of the gravest change"),
    hosts: count.describe("hosts whose jobs end before the change, or because of it"),
    gpus: count.describe("GPUs of these hosts"),
    longestJobMinutes: count.describe("the longest time limit of a job that may run there"),
    changes: z
      .array(
        z.strictObject({
          path: z.string(),
          class: changeClass,
          before: z.string().optional(),
          after: z.string().optional(),
          source: z.string().describe("the reason for the class, from Slurm's documentation"),
        }),
      )
      .describe("the gravest first; empty if the whole layer is removed"),
  })
  .describe("the disruption of a Slurm cluster by a change");

const difference = z.strictObject({ path: z.string(), before: z.string().optional(), after: z.string().optional() });

const resource = z.strictObject({
  op: z.enum(["create", "update", "replace", "delete"]),
  type: z.string(),
  name: z.string(),
  isDestructive: z.boolean().describe("running work or stored data is lost"),
  isProtected: z.boolean().describe("the engine refuses to delete it"),
  causes: z.array(z.string()).describe("of a replacement: the paths that cannot change in place"),
  order: z.enum(["create-first", "delete-first"]).optional(),
  differences: z.array(difference).describe("without defaults, and without checksums of content that is shown"),
});

const policy = z.strictObject({
  rule: z.string(),
  resource: z.string(),
  outcome: z.enum(["violation", "advisory", "exempted"]),
  message: z.string(),
  origin: z
    .enum(["new", "old", "time"])
    .describe(
      "new: caused by this change; old: found before the change too; time: found before the change too, but not on the date of the data",
    ),
  exemption: z.strictObject({ owner: z.string(), expires: isoDate, ticket: z.string(), reason: z.string() }).optional(),
});

const assumption = z.strictObject({ path: z.string(), value: z.string(), reason: z.string() });

/** The display order of stacks: the worst first. */
export const statuses = ["failed", "refused", "destructive", "changed", "unchanged"] as const;

const stackReview = z.strictObject({
  stack: z.string(),
  status: z.enum(statuses),
  comparedWith: z.string(),
  error: z.string().optional(),
  notes: z.array(z.string()),
  labels: z.array(z.enum(["power", "sovereignty", "destructive"])),
  operations: z.strictObject({ create: count, update: count, replace: count, delete: count, same: count }),
  gpus: z.strictObject({ bySku: z.record(z.string(), change), byTenant: z.record(z.string(), change).describe("guaranteed") }),
  site: z
    .strictObject({ capacityMegawatts: change, facilityMegawatts: change.describe("of all clusters") })
    .describe("with every phase energised; of the fleet, all sites"),
  phases: z.array(phase),
  energy: energy.optional(),
  jurisdictionLinks: z.array(reach),
  flows: z.array(flow),
  disturbances: z.array(disturbance),
  rackRows: z
    .array(z.strictObject({ cluster: z.string(), accelerator: z.string(), rows: z.array(rackRow) }))
    .describe("of the disturbed clusters, before the change"),
  guarantees: z.array(guarantee).describe("those that shrink, in Kueue and in Slurm"),
  slurm: z.array(slurm),
  resources: z.array(resource),
  policies: z.array(policy),
  rulesPassed: count,
  expired: z.array(z.strictObject({ date: isoDate, event: z.string() })).describe("between the data's date and the day of judgement"),
  assumptionsAdded: z.array(assumption),
});
export type StackReview = z.output<typeof stackReview>;

/** The effects of a change on each stack: the source of every other form of a review. */
export const reviewSchema = z.strictObject({
  version: z.literal(reviewVersion),
  repository: z.string().describe("owner/name at the forge, or the folder's name"),
  project: z.string(),
  judgedOn: isoDate,
  fullPage: z.string().describe("a link to the whole review, or its file"),
  isAcknowledged: z.boolean().describe("the destructive change is acknowledged"),
  verdict: z.enum(["clear", "failed", "unacknowledged"]),
  stacks: z.array(stackReview).describe("the worst first"),
});
export type Review = z.output<typeof reviewSchema>;

/** Exit codes: no objection, a violated mandatory rule or an error, a destructive change that is not acknowledged. */
export const exitCodes = { clear: 0, failed: 1, unacknowledged: 3 } as const satisfies Record<Review["verdict"], number>;
