import { z } from "zod";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";

/** The kinds of contract under which a site sheds load for the grid. */
export const flexibilityContracts = ["conditional-connection", "large-load-curtailment", "controllable-load", "reserve"] as const;

const seconds = z.number().int().min(0).max(604_800);
const count = z.number().int().positive();

/** A site's promise to the grid at a feed: so much less than its load at full use, so soon after a call, for so long. */
export const flexibility = z.strictObject({
  contract: factOf(z.enum(flexibilityContracts)).describe(
    "conditional-connection: the grid owner connected the load on this condition; large-load-curtailment: law asks it of large loads; controllable-load: sold to the operator of the grid; reserve: bought by it as reserve",
  ),
  megawatts: factOf(z.number().positive()).describe("the megawatts at the meter that are shed, above zero"),
  noticeSeconds: factOf(seconds).describe("the seconds from the call until the load must begin to fall"),
  rampSeconds: factOf(seconds).describe("the seconds from then until all the megawatts are shed"),
  callMinutes: factOf(count).describe("the minutes that a call lasts at most"),
  callsPerYear: factOf(count).describe("the calls of a year at most"),
  validFrom: factOf(isoDate).describe("the first day of the promise, YYYY-MM-DD"),
  validTo: factOf(isoDate).optional().describe("the last day of the promise, YYYY-MM-DD; left out where it does not end"),
});

export type FlexibilitySpec = z.output<typeof flexibility>;

/** Guaranteed GPUs that a tenant's contract lets the operator stop. */
const stops = z.strictObject({
  sharePercent: factOf(z.number().positive().max(100)).describe(
    "the percent of the tenant's guaranteed GPUs, above zero; rounded down to whole hosts, or NVLink domains",
  ),
  checkpointSeconds: factOf(seconds).describe("the seconds that a job has for its checkpoint before it is stopped"),
});

/** What a tenant's contract lets the operator do to its guaranteed GPUs when the grid calls. What is beyond a guarantee is shed in any case. */
export const curtailment = z.strictObject({
  lowPriority: stops
    .optional()
    .describe("the GPUs that the tenant keeps to jobs of low priority, which are stopped first; left out where there are none"),
  endpointReplicas: factOf(z.boolean())
    .optional()
    .describe("whether replicas above replicas.min of the endpoints on its share may be stopped; left out, they may not"),
  powerCap: factOf(z.boolean())
    .optional()
    .describe("whether its GPUs may be slowed to the catalogue's lowest power cap; left out, they may not"),
  guarantee: stops.optional().describe("the GPUs that may be stopped last, whatever runs on them; left out where there are none"),
});

export type CurtailmentSpec = z.output<typeof curtailment>;
