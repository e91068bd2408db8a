import { z } from "zod";
import { acceleratorNames } from "../catalog/accelerators.ts";
import { gridZones, jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { stepKinds } from "../flexibility/steps.ts";
import { isoDate } from "../lib/date.ts";
import { endpointContract } from "../schema/contracts/inference.ts";
import { redundancies } from "../schema/feeds.ts";
import { flexibilityContracts } from "../schema/flexibility.ts";
import { siteStatuses } from "../schema/site.ts";
import { partitionPurposes } from "../schema/slurm.ts";

/** The version of this schema; readers refuse any other. */
export const summaryVersion = 2;

const megawatts = z.number().min(0);
const count = z.number().int().min(0);

const load = {
  itMegawatts: megawatts.describe("at the racks"),
  facilityMegawatts: megawatts.describe("the same at the meter"),
};

const gpuGoal = z.strictObject({
  product: z.string(),
  accelerator: z.enum(acceleratorNames),
  gpus: count.describe("as disclosed"),
  orMore: z.boolean(),
  by: isoDate.optional(),
  deliveriesFrom: isoDate.optional(),
  claim: z.string().optional(),
  plannedGpus: count.describe("of the clusters in the phases up to this one"),
  deliveredGpus: count.optional().describe("by the day by which they are all to be there"),
});

const rung = z.strictObject({
  kind: z.enum(stepKinds),
  gpus: count.describe("that are stopped, or slowed by a power cap"),
  megawatts: megawatts.describe("at the meter"),
  seconds: count.describe("from the call until they are shed"),
  isFirm: z.boolean().describe("false: there only while tenants leave their guarantees idle, and not counted"),
});

const flexibility = z.strictObject({
  flexibleMegawatts: megawatts.describe("that can be shed at any time without touching a guarantee, as long as it may take"),
  promisedMegawatts: megawatts.describe("of the promises in force when the phase begins, or on asOf if that is in the phase"),
  ladder: z.array(rung).describe("from the step that is taken first"),
});

const phase = z.strictObject({
  name: z.string(),
  status: z.string(),
  energisedOn: isoDate,
  capacityMegawatts: megawatts,
  ...load,
  headroomMegawatts: z.number().describe("capacity less the load of the clusters in the phases up to this one"),
  redundancy: z.enum(redundancies),
  headroomOneFeedLostMegawatts: z.number().describe("the same while one feed has failed"),
  gpuGoal: gpuGoal.optional(),
  flexibility: flexibility.optional().describe("left out where the site promises nothing to the grid"),
});

const cluster = z.strictObject({
  accelerator: z.enum(acceleratorNames),
  phase: z.string(),
  hall: z.string(),
  gpus: count,
  units: count,
  hosts: count,
  racks: count,
  rows: count.describe("scalable units, each in one row"),
  ...load,
  layers: z.enum(["rendered", "live", "waiting"]).describe("waiting: the machines are declared, the cluster itself is not there yet"),
  slurm: z
    .strictObject({
      gpus: count,
      hosts: count,
      nodeSets: count,
      partitions: z.record(z.string(), z.enum(partitionPurposes)),
    })
    .optional()
    .describe("what Slurm has of the cluster; the rest is Kubernetes' queues'"),
  growth: z
    .array(
      z.strictObject({
        phase: z.string(),
        gpus: count,
        units: count,
        hosts: count,
        ...load,
        guaranteedGpus: z.record(z.string(), count).describe("by tenant"),
      }),
    )
    .optional()
    .describe("the cluster from each phase on, the first one included; left out where it does not grow"),
});

const stops = z.strictObject({ sharePercent: z.number(), checkpointSeconds: count });

const curtailment = z.strictObject({
  lowPriority: stops.optional(),
  endpointReplicas: z.boolean().optional(),
  powerCap: z.boolean().optional(),
  guarantee: stops.optional(),
});

const tenant = z.strictObject({
  legalName: z.string(),
  headquarters: z.string(),
  residency: z.array(z.enum(jurisdictionCodes)),
  guaranteedGpus: count,
  offtake: z
    .strictObject({
      kind: z.string(),
      sharePercent: z.number(),
      validFrom: isoDate,
      validTo: isoDate.optional(),
      mayScale: z.boolean().optional(),
      termYears: z.number().optional(),
      valueUsdMillions: z.number().optional(),
      servesFrom: z.array(z.string()).optional(),
      curtailment: curtailment.optional().describe("what may be done to its guaranteed GPUs when the grid calls"),
    })
    .optional(),
});

const owner = z.strictObject({
  legalName: z.string(),
  headquarters: z.string(),
  sharePercent: z.number(),
  commitmentUsdMillions: z.number().optional(),
});

const siteStatus = z.strictObject({
  status: z.enum(siteStatuses),
  on: isoDate,
  source: z.string().describe("the document that says so, or the reason for assuming it"),
});

const claim = z.strictObject({ value: z.unknown(), by: z.string(), on: z.string(), source: z.string() });

/** A stack in numbers: its output, which the fleet, reviews and reports read. */
export const summarySchema = z.strictObject({
  version: z.literal(summaryVersion),
  stack: z.string(),
  asOf: isoDate,
  site: z.strictObject({
    name: z.string(),
    place: z.string(),
    latitudeDegrees: z.number(),
    longitudeDegrees: z.number(),
    jurisdiction: z.enum(jurisdictionCodes),
    gridZone: z.enum(gridZones),
    operator: z.string(),
    statuses: z.array(siteStatus).describe("what was made known of its future, by date"),
    cooling: z.string(),
    powerUsageEffectiveness: z.number(),
    loadFactor: z.number(),
    renewableEnergyFactor: z.number(),
    halls: z.record(z.string(), z.strictObject({ place: z.string(), rackKilowatts: z.number() })),
    owners: z.record(z.string(), owner),
    heatReuse: z.record(
      z.string(),
      z.strictObject({ recipient: z.string(), enterprise: z.string().optional(), thermalMegawatts: megawatts, deliversFrom: isoDate }),
    ),
  }),
  gpus: z.strictObject({
    planned: count.describe("all clusters"),
    installed: count.describe("delivered by asOf"),
    bySku: z.record(z.string(), count).describe("planned, by accelerator"),
  }),
  phases: z.array(phase),
  power: z.array(
    z.strictObject({
      agreement: z.string(),
      kind: z.string(),
      source: z.string(),
      megawatts,
      validFrom: isoDate,
      validTo: isoDate,
      guaranteesOfOrigin: z.string(),
      usdPerMegawattHour: z.number().min(0).optional(),
    }),
  ),
  flexibility: z
    .record(
      z.string(),
      z.strictObject({
        contract: z.enum(flexibilityContracts),
        megawatts,
        noticeSeconds: count,
        rampSeconds: count,
        callMinutes: count,
        callsPerYear: count,
        validFrom: isoDate,
        validTo: isoDate.optional(),
      }),
    )
    .optional()
    .describe("what is promised to the grid, by feed; left out where nothing is"),
  clusters: z.record(z.string(), cluster),
  tenants: z.record(z.string(), tenant),
  endpoints: z.record(z.string(), endpointContract.facts),
  publicApi: z
    .strictObject({ cluster: z.string(), isServed: z.boolean() })
    .optional()
    .describe("whether the public API is answered here today, and by which cluster; left out where it is not known"),
  timeline: z.array(z.strictObject({ date: isoDate, event: z.string() })),
  deliveries: z.array(z.strictObject({ date: isoDate, accelerator: z.enum(acceleratorNames), gpus: count })),
  assumptions: z.array(z.strictObject({ path: z.string(), value: z.unknown(), reason: z.string() })),
  disputes: z
    .array(z.strictObject({ path: z.string(), value: z.unknown(), reason: z.string(), claims: z.array(claim) }))
    .describe("facts of which sources say different things: the value that counts, why, and the other claims"),
  notes: z
    .array(z.strictObject({ path: z.string(), got: z.string(), want: z.string(), fix: z.string() }))
    .describe("what is possible in the data, and worth a look"),
});

export type Summary = z.output<typeof summarySchema>;
