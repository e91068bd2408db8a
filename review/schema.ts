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
  flexibleMegawatts: change.describe("that can be shed for the grid without touching a guarantee; null where nothing is promised"),
  promisedMegawatts: change.describe("that are promised to the grid; null where nothing is"),
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

const storedData = z.strictObject({
  kind: z.enum(["volume", "namespace", "secret", "backup", "key"]),
  what: z.string().describe("a volume's claim without its tenant's name, or the object"),
  tenant: z.string().optional(),
  cluster: z.string().describe("empty for what belongs to the site"),
  gibibytes: z.number().min(0).optional(),
  fate: z
    .enum(["destroyed", "orphaned", "kept"])
    .describe(
      "destroyed: for good; orphaned: it is there, and nothing leads to it; kept: its object stays where it is, and nothing declares it",
    ),
  because: z.string(),
});

const refusal = z
  .strictObject({
    type: z.string(),
    name: z.string(),
    path: z.string(),
    before: z.string().optional(),
    after: z.string().optional(),
    source: z.string().describe("who refuses it"),
    wayRound: z.string(),
  })
  .describe("a change of an existing object that the API server or a webhook refuses");

const rename = z.strictObject({
  type: z.string(),
  from: z.string(),
  to: z.string(),
  resources: count.describe("that go and come under the other name"),
  gpus: count.describe("of the cluster, if it is one"),
});

const restart = z.strictObject({
  cluster: z.string(),
  kind: z.string(),
  name: z.string(),
  replicas: count.optional(),
  gpus: count,
  when: z.enum(["one after another", "when they are deleted"]),
});

const upgrade = z.strictObject({
  operator: z.string(),
  before: z.string(),
  after: z.string(),
  clusters: z.array(z.string()),
  gpus: count.describe("of these clusters"),
  restarts: z.string(),
});

const difference = z.strictObject({
  path: z.string(),
  before: z.json().optional().describe("the whole value; absent if it is new"),
  after: z.json().optional().describe("the whole value; absent if it is gone"),
});

const resource = z.strictObject({
  op: z.enum(["create", "update", "replace", "delete"]),
  type: z.string(),
  name: z.string(),
  subject: z.string().describe("the tenant, endpoint or cluster that it is part of; empty for the site's own"),
  isDestructive: z.boolean().describe("running work or stored data is lost"),
  isProtected: z.boolean().describe("the engine refuses to delete it"),
  isKept: z.boolean().describe("its object stays in the cluster, where nothing declares it any longer"),
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

const assumed = z.strictObject({ value: z.string(), reason: z.string() });

const assumption = z.strictObject({ path: z.string(), before: assumed.optional(), after: assumed.optional() });

const movedDate = z.strictObject({
  of: z.string().describe("kind and name of what has the date"),
  field: z.string(),
  before: isoDate,
  after: isoDate,
  isPower: z.boolean().describe("a phase's, or an agreement's"),
  megawatts: z.number().optional().describe("that come with a phase"),
});

const promise = z.strictObject({
  party: z.string().describe("tenant or owner"),
  what: z.enum(["contract", "owner"]),
  amount: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
});

const milestone = z.strictObject({ date: isoDate, wantedGpus: count, beforeGpus: count, afterGpus: count });

/** The display order of stacks: the worst first. */
export const statuses = ["failed", "refused", "destructive", "changed", "unchanged"] as const;

const usd = change.describe("US dollars before and after; null on a side without it");

const cost = z
  .strictObject({
    powerUsdPerYear: usd,
    hardwareUsdPerYear: usd,
    gpuHours: z.array(z.strictObject({ accelerator: z.string(), usd })).describe("of which the cost moves"),
    tokens: z
      .array(z.strictObject({ endpoint: z.string(), usd, priceUsd: z.number() }))
      .describe("a million output tokens, of the endpoints of which the cost moves, with their price"),
    contracts: z
      .array(z.strictObject({ tenant: z.string(), usdMillions: z.number() }))
      .describe("sold ones, with a value, of which the promise, the guarantee or machines under it are reached"),
    assumed: z.array(z.string()).describe("the facts that all this rests on and no source states"),
  })
  .describe("of a site with every planned cluster running");

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
  storedData: z.array(storedData).describe("whose object goes or is replaced, the worst first"),
  refusals: z.array(refusal),
  renames: z.array(rename),
  restarts: z.array(restart).describe("workloads of this project whose pods are replaced"),
  upgrades: z.array(upgrade).describe("operators whose release changes"),
  resources: z.array(resource),
  policies: z.array(policy),
  rulesPassed: count,
  expired: z.array(z.strictObject({ date: isoDate, event: z.string() })).describe("between the data's date and the day of judgement"),
  assumptions: z.array(assumption).describe("that come, go, or have another value or reason"),
  dates: z.array(movedDate),
  promises: z.array(promise).describe("to tenants, and of owners"),
  milestones: z.array(milestone).describe("of the fleet, with the GPUs delivered by then"),
  cost: cost.optional().describe("absent where no cost moves and no sold contract is reached"),
  seal: z.string().optional().describe("what `up --sealed` applies exactly this by; absent where the stack could not be planned"),
  headline: z.array(z.string()).describe("the change in a sentence of facts, the gravest first; empty if nothing changes"),
});
export type StackReview = z.output<typeof stackReview>;

const judge = z
  .strictObject({
    isAcknowledged: z.boolean(),
    changes: z
      .array(
        z.strictObject({
          of: z.enum(["rule", "law", "parameter", "exemption", "file"]).describe("what changed; a file is one that decides a verdict"),
          change: z.enum(["removed", "weakened", "added", "changed"]),
          name: z.string().describe("of the rule, or the file"),
          text: z.string(),
        }),
      )
      .describe("what is less than before first"),
  })
  .describe("how a change alters what judges it");

/** The effects of a change on each stack: the source of every other form of a review. */
export const reviewSchema = z.strictObject({
  version: z.literal(reviewVersion),
  repository: z.string().describe("owner/name at the forge, or the folder's name"),
  project: z.string(),
  head: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional()
    .describe("the commit that is reviewed; absent for files that are not committed"),
  judgedOn: isoDate,
  fullPage: z.string().describe("a link to the whole review, or its file"),
  isAcknowledged: z.boolean().describe("the destructive change is acknowledged"),
  judge: judge.optional().describe("absent where nothing that judges changes, or nothing is compared with a commit"),
  verdict: z.enum(["clear", "failed", "unacknowledged", "rules-unacknowledged"]),
  stacks: z.array(stackReview).describe("the worst first"),
});
export type Review = z.output<typeof reviewSchema>;

/** Exit codes: no objection, a violated mandatory rule or an error, a destructive change or a change of the judge that is not acknowledged. */
export const exitCodes = { clear: 0, failed: 1, unacknowledged: 3, "rules-unacknowledged": 3 } as const satisfies Record<
  Review["verdict"],
  number
>;
