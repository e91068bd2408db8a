import { z } from "zod";
import { coolingClasses } from "../catalog/accelerators.ts";
import { gridZones, jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";
import { listScreening } from "./list-screening.ts";
import { countryCode, key, keyed } from "../lib/names.ts";
import { organisation } from "./organisation.ts";
import { egress, egressProxy } from "./egress.ts";
import { feeds } from "./feeds.ts";
import { gpuGoal } from "./gpu-goal.ts";
import { hall } from "./hall.ts";
import { offtake } from "./offtake.ts";
import { storage } from "./storage.ts";

const megawatts = z.number().positive().describe("megawatts, above zero");
const ratio = z.number().min(0).max(1).describe("a ratio from 0 to 1");
export const jurisdiction = z.enum(jurisdictionCodes).describe("a jurisdiction of the catalogue");
const gridZone = z.enum(gridZones).describe("a bidding zone or grid of the catalogue");

const owner = z.strictObject({
  legalName: factOf(z.string().min(1)),
  headquarters: factOf(countryCode),
  sharePercent: factOf(z.number().positive().max(100)).describe("the share in percent; all shares of a site make 100"),
  commitmentUsdMillions: factOf(z.number().positive()).optional().describe("what the owner puts in, in millions of US dollars"),
});

const location = z.strictObject({
  place: factOf(z.string().min(1)),
  jurisdiction,
  gridZone,
  latitudeDegrees: factOf(z.number().min(-90).max(90)),
  longitudeDegrees: factOf(z.number().min(-180).max(180)),
});

const cooling = z.strictObject({
  system: factOf(z.enum(["adiabatic", "closed-loop-direct-to-chip", "standard", "not-disclosed"])).describe(
    "the cooling system as disclosed",
  ),
  supplies: factOf(z.array(z.enum(coolingClasses)).min(1)).describe("the cooling classes that a host or rack can be given"),
});

/** The key figures of data centre sustainability: ISO/IEC 30134-2, -9, -6 and -3, which (EU) 2024/1364 asks to publish. */
const efficiency = z.strictObject({
  powerUsageEffectiveness: factOf(z.number().min(1).max(3)).describe("PUE, facility power over IT power, from 1"),
  waterUsageLitresPerKilowattHour: factOf(z.number().min(0)).describe("WUE, litres of water for a kWh of IT load"),
  energyReuseFactor: factOf(ratio).describe("ERF, the share of energy that is used again, from 0 to 1"),
  renewableEnergyFactor: factOf(ratio).describe("REF, the share of energy that is renewable, from 0 to 1"),
  loadFactor: factOf(ratio).describe("the mean load over the year as a share of the highest, from 0 to 1"),
});

/** What the site says of its energy beyond its agreements. */
const energyClaims = z.strictObject({
  offsetSharePercent: factOf(z.number().min(0).max(100)).describe("the percent of the site's emissions that it claims to have offset"),
  hourlyMatchedPercent: factOf(z.number().min(0).max(100))
    .optional()
    .describe("the percent of the year's load that renewable energy of the same hour and grid zone covers"),
});

/** Whether the site's heat can be of use to someone: what was found, and when. */
const heatAssessment = z.strictObject({
  doneOn: factOf(isoDate),
  outcome: factOf(z.enum(["reuse", "not-feasible"])).describe("reuse: worth its cost; not-feasible: not technically, or not at its cost"),
  reference: factOf(z.string().min(1)).describe("where the analysis is filed"),
});

/** A step of a site's capacity: from `energisedOn` the site has `capacityMegawatts` in all, the steps before it included. */
const phase = z.strictObject({
  name: key,
  capacityMegawatts: factOf(megawatts).describe("the facility megawatts of the whole site from this phase on, above zero"),
  energisedOn: factOf(isoDate).describe("the date on which the capacity is there, YYYY-MM-DD"),
  status: z.enum(["energised", "under-construction", "planned", "ambition"]),
  feeds,
  gpuGoal: gpuGoal.optional(),
});

export const renewableSources = ["hydro", "geothermal", "wind", "solar"] as const;

const term = {
  supplier: factOf(z.string().min(1)),
  megawatts: factOf(megawatts),
  gridZone,
  validFrom: factOf(isoDate),
  validTo: factOf(isoDate).describe("the last day of the term, YYYY-MM-DD"),
  priorityClass: factOf(z.enum(["priority", "curtailable"]))
    .optional()
    .describe("whether the supply goes on when water or capacity is short, or may be curtailed: Iceland sells both"),
};

const plantInOperationFrom = factOf(isoDate).optional().describe("the day on which the plant began, YYYY-MM-DD");

/** What is to take the place of power from the grid. */
const renewablePlan = z.strictObject({
  source: factOf(z.enum(renewableSources)),
  megawatts: factOf(megawatts),
  by: factOf(isoDate).describe("the day by which the direct agreement begins, YYYY-MM-DD"),
});

const guaranteesOfOrigin = z
  .enum(["bundled-and-cancelled-for-site", "bundled", "bought-apart", "none"])
  .describe("what happens to the certificates of the energy");

/** Where power comes from, by contract. */
const powerAgreement = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("direct-ppa"),
    source: factOf(z.enum(["hydro", "geothermal", "wind", "solar", "nuclear"])),
    plantInOperationFrom,
    ...term,
    guaranteesOfOrigin: factOf(guaranteesOfOrigin),
  }),
  z.strictObject({
    kind: z.literal("grid"),
    source: factOf(z.enum(["grid-mix"])),
    renewablePlan: renewablePlan.optional().describe("the direct agreement that is to take its place"),
    ...term,
    guaranteesOfOrigin: factOf(guaranteesOfOrigin),
  }),
  z.strictObject({
    kind: z.literal("onsite"),
    source: factOf(z.enum(["hydro", "geothermal", "wind", "solar", "gas"])),
    plantInOperationFrom,
    ...term,
    guaranteesOfOrigin: factOf(guaranteesOfOrigin),
  }),
]);

const permitBase = {
  authority: factOf(z.string().min(1)),
  reference: factOf(z.string().min(1)),
  grantedOn: factOf(isoDate),
  validTo: factOf(isoDate).optional().describe("the last day it holds, YYYY-MM-DD; left out where it does not end"),
};

const siteControl = factOf(z.enum(["owned", "leased", "optioned", "none"])).describe("by what right the operator has the land");

/** What Texas asks of a large load before it is connected (Senate Bill 6, 2025). */
const largeLoad = z.strictObject({
  studyFeeUsd: factOf(z.number().min(0)).describe("the fee paid for the interconnection study, in US dollars"),
  siteControl,
  duplicateRequestsDisclosed: factOf(z.boolean()).describe(
    "whether the utility was told of every like request elsewhere, or that there is none",
  ),
  backupGeneration: z.strictObject({
    percentOfDemand: factOf(z.number().min(0)).describe("the percent of the demand that generators on site can serve"),
    disclosed: factOf(z.boolean()).describe("whether the utility was told of them, or that there are none"),
  }),
  emergencyCurtailment: factOf(z.boolean()).describe("whether the load can be cut in an emergency of the grid"),
});

/** Where a connection stands in Great Britain's queue. */
const demandQueue = z.strictObject({
  gate: factOf(z.enum(["gate-1", "gate-2"])).describe("gate-2: ready, with a confirmed date and place"),
  siteControl,
});

/** What an authority or grid owner has allowed. */
const permit = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("grid-connection"),
    ...permitBase,
    megawatts: factOf(megawatts).describe("the megawatts that may be drawn"),
    largeLoad: largeLoad.optional().describe("in Texas, for a load of 75 MW or more"),
    demandQueue: demandQueue.optional().describe("in Great Britain"),
  }),
  z.strictObject({ kind: z.literal("planning"), ...permitBase, phases: z.array(key).min(1).describe("the names of the phases it allows") }),
  z.strictObject({ kind: z.literal("registration"), ...permitBase }),
]);

const heatReuse = z.strictObject({
  recipient: factOf(z.string().min(1)),
  enterprise: factOf(z.string().min(1))
    .optional()
    .describe("the class of enterprise that the recipient is, for example land-based fish farming"),
  thermalMegawatts: factOf(megawatts),
  deliversFrom: factOf(isoDate),
});

/** A site: who runs and owns it, where it stands, what powers and cools it, what it may do, and where its data may go. */
export const siteSpec = z.strictObject({
  name: z.string().min(1),
  operator: organisation,
  owners: keyed(owner),
  listScreenings: keyed(listScreening.extend({ company: z.string().min(1).describe("its legal name, as it stands where it is declared") }))
    .default({})
    .describe("the last search of the export lists for each company that runs or owns the site or holds its keys"),
  sovereigntyLevel: factOf(z.number().int().min(0).max(4))
    .optional()
    .describe("the level of the Cloud Sovereignty Framework that is claimed, SEAL-0 to SEAL-4; left out where none is"),
  location,
  cooling,
  efficiency,
  energyClaims: energyClaims.optional(),
  halls: keyed(hall),
  phases: z.array(phase).min(1).describe("the capacity steps, in the order in which they are energised"),
  powerAgreements: keyed(powerAgreement),
  powerContractedUntil: factOf(isoDate).describe("the day up to which agreements must cover the load, YYYY-MM-DD"),
  permits: keyed(permit),
  heatReuse: keyed(heatReuse).default({}),
  heatAssessment: heatAssessment.optional(),
  offtake: keyed(offtake).default({}).describe("by the key of a declared tenant"),
  storage,
  egress: keyed(egress).default({}),
  egressProxy: egressProxy
    .optional()
    .describe("what clusters reach the host names in egress by; left out where every entry is an address range"),
});

export type SiteSpec = z.output<typeof siteSpec>;
export type Phase = z.output<typeof phase>;
export type PowerAgreementSpec = z.output<typeof powerAgreement>;
export type PermitSpec = z.output<typeof permit>;
export type HeatReuseSpec = z.output<typeof heatReuse>;
