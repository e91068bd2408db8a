import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { routesShape } from "../schema/contracts/fleet.ts";
import { isoDate } from "../lib/date.ts";
import { summaryVersion } from "../summary/schema.ts";

const count = z.number().int().min(0);
const megawatts = z.number().min(0);
const numbers = z.record(z.string(), z.number());

/** The state of a site's stack: deployed as its data says, not deployed, different from its data, or of another summary version. */
export const siteState = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("deployed") }),
  z.strictObject({ state: z.literal("not-deployed"), run: z.string().describe("the command that deploys it") }),
  z.strictObject({ state: z.literal("differs"), paths: z.array(z.string()), run: z.string() }),
  z.strictObject({ state: z.literal("other-version"), got: z.string(), want: z.string(), run: z.string() }),
]);
export type SiteState = z.output<typeof siteState>;

const site = z.strictObject({
  name: z.string(),
  jurisdiction: z.enum(jurisdictionCodes),
  country: z.string(),
  gpusPlanned: count,
  gpusInstalled: count,
  capacityMegawatts: megawatts.describe("of the last phase"),
  facilityMegawatts: megawatts.describe("load of all clusters"),
  deployment: siteState,
});

const milestone = z.strictObject({
  date: isoDate,
  wantedGpus: count,
  gpus: count.describe("delivered by the date"),
  reached: z.boolean(),
  shortByGpus: count,
  closedBy: z.array(z.string()).describe("what would close the gap: later deliveries that are declared, then what no site declares"),
});

const energy = z.strictObject({
  facilityMegawatts: megawatts.describe("load of all clusters"),
  megawattHoursPerYear: z.number(),
  megawattHoursBySource: numbers.describe("by the source of the agreements, in the proportion of their megawatts"),
  locationBasedTonnesCo2PerYear: z.number().describe("GHG Protocol scope 2, by the grid's physical mix"),
  marketBasedTonnesCo2PerYear: z
    .number()
    .describe("GHG Protocol scope 2, by contracts: nothing for renewable power whose guarantees are cancelled for the site"),
  sources: z.array(z.string()).describe("of the grams of CO2 a kWh"),
});

/** The fleet in numbers. */
export const fleetSummarySchema = z.strictObject({
  version: z.literal(summaryVersion),
  stack: z.literal("fleet"),
  asOf: isoDate,
  sites: z.record(z.string(), site),
  gpus: z.strictObject({
    planned: count,
    installed: count,
    byCountry: numbers,
    bySku: numbers,
    byTenant: numbers.describe("guaranteed"),
    byYear: numbers.describe("delivered by the end of each year"),
  }),
  megawatts: z.strictObject({
    capacity: megawatts,
    byCountry: numbers,
    byYear: numbers.describe("capacity energised by the end of each year"),
  }),
  milestones: z.array(milestone),
  energy,
  routing: z
    .record(z.string(), routesShape)
    .describe("by the stack at which requests come in, by endpoint and by tenant; only endpoints with other sites to fail over to"),
  surplus: z.array(z.strictObject({ tenant: z.string(), site: z.string(), servesFrom: z.array(z.string()) })),
});

export type FleetSummary = z.output<typeof fleetSummarySchema>;
