import { z } from "zod";
import { isoDate } from "../components/lib/date.ts";
import { changeClassNames } from "../components/slurm/change-class.ts";

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
  what: z.string().describe("what may lie or go where, or whose law reaches it"),
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
  atRiskGpus: count.describe("work on these loses its guarantee, if the whole guarantee is in use"),
});

const changeClass = z.enum(changeClassNames);

const slurm = z
  .strictObject({
    cluster: z.string(),
    class: changeClass.describe("the gravest of the changes"),
    gpus: count.describe("work on these ends before the change, or because of it"),
    changes: z
      .array(
        z.strictObject({
          path: z.string(),
          class: changeClass,
          before: z.string().optional(),
          after: z.string().optional(),
          source: z.string().describe("why it is of this class"),
        }),
      )
      .describe("the gravest first; none where the whole layer goes"),
  })
  .describe("what a change asks of a Slurm cluster");

const difference = z.strictObject({ path: z.string(), before: z.string().optional(), after: z.string().optional() });

const resource = z.strictObject({
  op: z.enum(["create", "update", "replace", "delete"]),
  type: z.string(),
  name: z.string(),
  isDestructive: z.boolean().describe("it ends something that runs or holds data"),
  isProtected: z.boolean().describe("the engine refuses to delete it"),
  causes: z.array(z.string()).describe("of a replacement: what cannot change in place"),
  order: z.enum(["create-first", "delete-first"]).optional(),
  differences: z.array(difference).describe("without defaults, and without checksums of what is shown itself"),
});

const policy = z.strictObject({
  rule: z.string(),
  resource: z.string(),
  outcome: z.enum(["violation", "advisory", "exempted"]),
  message: z.string(),
  origin: z
    .enum(["new", "old", "time"])
    .describe("new: this change brings it; old: it was there before; time: it was there before, but not on the date of the data"),
  exemption: z.strictObject({ owner: z.string(), expires: isoDate, ticket: z.string(), reason: z.string() }).optional(),
});

const assumption = z.strictObject({ path: z.string(), value: z.string(), reason: z.string() });

/** From the worst to the best: the order in which stacks are shown. */
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
    .describe("of the clusters that are disturbed, as they stand before the change"),
  guarantees: z.array(guarantee).describe("those that shrink, in Kueue and in Slurm"),
  slurm: z.array(slurm),
  resources: z.array(resource),
  policies: z.array(policy),
  rulesPassed: count,
  expired: z.array(z.strictObject({ date: isoDate, event: z.string() })).describe("between the data's date and the day of judgement"),
  assumptionsAdded: z.array(assumption),
});
export type StackReview = z.output<typeof stackReview>;

/** What a change of the project does: every other text of a review is written from this. */
export const reviewSchema = z.strictObject({
  version: z.literal(reviewVersion),
  repository: z.string().describe("owner/name at the forge, or the folder's name"),
  project: z.string(),
  judgedOn: isoDate,
  fullPage: z.string().describe("where the whole review is: a link, or a file"),
  isAcknowledged: z.boolean().describe("somebody has said that the destruction is meant"),
  verdict: z.enum(["clear", "failed", "unacknowledged"]),
  stacks: z.array(stackReview).describe("the worst first"),
});
export type Review = z.output<typeof reviewSchema>;

/** Exit codes: nothing to worry about, a mandatory rule or an error, a destructive change that nobody has acknowledged. */
export const exitCodes = { clear: 0, failed: 1, unacknowledged: 3 } as const satisfies Record<Review["verdict"], number>;
