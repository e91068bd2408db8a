import { z } from "zod";
import { coolingClasses } from "../catalog/accelerators.ts";
import { gridZones, jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { isoDate } from "../lib/date.ts";
import { follows } from "../lib/derive/follows.ts";
import { factOf } from "../lib/fact.ts";
import { listScreening } from "./list-screening.ts";
import { countryCode, key, keyed } from "../lib/names.ts";
import { organisation } from "./organisation.ts";
import { egress, egressProxy } from "./egress.ts";
import { feeds } from "./feeds.ts";
import { flexibility } from "./flexibility.ts";
import { gpuGoal } from "./gpu-goal.ts";
import { hall } from "./hall.ts";
import { monitoring } from "./monitoring.ts";
import { offtake } from "./offtake.ts";
import { storage } from "./storage.ts";
import { text } from "../lib/text.ts";

const megawatts = z.number().positive().describe("megawatts, above zero");
const ratio = z.number().min(0).max(1).describe("a ratio from 0 to 1");
export const jurisdiction = z.enum(jurisdictionCodes).describe("a jurisdiction of the catalogue");
const gridZone = z.enum(gridZones).describe("a bidding zone or grid of the catalogue");

const owner = z.strictObject({
  legalName: factOf(text).describe("the owner's legal name as registered"),
  headquarters: factOf(countryCode).describe("the country of the owner's headquarters, as its ISO 3166-1 alpha-2 code"),
  sharePercent: factOf(z.number().positive().max(100)).describe("the share in percent; all shares of a site make 100"),
  commitmentUsdMillions: factOf(z.number().positive()).optional().describe("the owner's commitment in millions of US dollars"),
});

const location = z.strictObject({
  place: factOf(text).describe("the place's name as people know it, for example Glomfjord, Arctic Norway"),
  jurisdiction: follows(
    jurisdiction.describe("the jurisdiction whose law applies at the site, one of the catalogue"),
    "the jurisdiction that gridZone lies in",
  ),
  gridZone: gridZone.describe("the bidding zone or grid that the site draws power in, one of the catalogue"),
  latitudeDegrees: factOf(z.number().min(-90).max(90)).describe("the latitude in degrees, north positive (WGS 84)"),
  longitudeDegrees: factOf(z.number().min(-180).max(180)).describe("the longitude in degrees, east positive (WGS 84)"),
});

const cooling = z.strictObject({
  system: factOf(z.enum(["adiabatic", "closed-loop-direct-to-chip", "standard", "not-disclosed"])).describe(
    "the cooling system as disclosed",
  ),
  supplies: factOf(z.array(z.enum(coolingClasses)).min(1)).describe("the cooling classes that a host or rack can be given"),
});

/** The key figures of data centre sustainability: ISO/IEC 30134-2, -9, -6 and -3, whose publication (EU) 2024/1364 requires. */
const efficiency = z.strictObject({
  powerUsageEffectiveness: factOf(z.number().min(1).max(3)).describe("PUE: facility energy over IT energy, 1 or more (ISO/IEC 30134-2)"),
  waterUsageLitresPerKilowattHour: factOf(z.number().min(0)).describe("WUE: litres of water per kWh of IT energy (ISO/IEC 30134-9)"),
  energyReuseFactor: factOf(ratio).describe("ERF: the share of energy that is reused outside the site, 0 to 1 (ISO/IEC 30134-6)"),
  renewableEnergyFactor: factOf(ratio).describe("REF: the share of energy that is renewable, 0 to 1 (ISO/IEC 30134-3)"),
  loadFactor: factOf(ratio).describe("the mean load over the year as a share of the highest, from 0 to 1"),
});

/** The site's claims on its energy, beyond its agreements. */
const energyClaims = z.strictObject({
  offsetSharePercent: factOf(z.number().min(0).max(100)).describe("the percent of the site's emissions that it claims to have offset"),
  hourlyMatchedPercent: factOf(z.number().min(0).max(100))
    .optional()
    .describe("the percent of the year's load that renewable energy of the same hour and grid zone covers"),
});

/** An assessment of the use of the site's heat: its result and its date. */
const heatAssessment = z.strictObject({
  doneOn: factOf(isoDate).describe("the day on which the assessment was finished, YYYY-MM-DD"),
  outcome: factOf(z.enum(["reuse", "not-feasible"])).describe("reuse: worth its cost; not-feasible: not technically, or not at its cost"),
  reference: factOf(text).describe("where the analysis is filed"),
});

/** A step of a site's capacity: from `energisedOn` the site has `capacityMegawatts` in all, the steps before it included. */
const phase = z.strictObject({
  name: key.describe("the phase's name, which clusters and permits refer to"),
  capacityMegawatts: factOf(megawatts).describe("the facility megawatts of the whole site from this phase on, above zero"),
  energisedOn: factOf(isoDate).describe("the date on which the capacity is there, YYYY-MM-DD"),
  status: follows(
    z
      .enum(["energised", "under-construction", "planned", "ambition"])
      .describe("the state of the phase: energised, under-construction, planned, or ambition, which needs no permits yet"),
    "energised from energisedOn on, by asOf; before that under-construction, the strictest of the others",
  ),
  feeds: feeds.describe("the feeds that carry the phase's capacity"),
  gpuGoal: gpuGoal.optional().describe("the GPUs that were publicly disclosed for the phase; left out where none were"),
});

export const renewableSources = ["hydro", "geothermal", "wind", "solar"] as const;

const term = {
  supplier: factOf(text).describe("the company that sells the power"),
  megawatts: factOf(megawatts).describe("the contracted megawatts at the meter, above zero"),
  gridZone: gridZone.describe("the bidding zone or grid in which the power is delivered"),
  validFrom: factOf(isoDate).describe("the first day of the term, YYYY-MM-DD"),
  validTo: factOf(isoDate).describe("the last day of the term, YYYY-MM-DD"),
  usdPerMegawattHour: factOf(z.number().min(0))
    .optional()
    .describe("the price of its energy in US dollars a MWh at the meter; left out where it is not known"),
  priorityClass: factOf(z.enum(["priority", "curtailable"]))
    .optional()
    .describe("whether the supply goes on when water or capacity is short, or may be curtailed: Iceland sells both"),
};

const plantInOperationFrom = factOf(isoDate).optional().describe("the first day of the plant's operation, YYYY-MM-DD");

/** The plan to replace power from the grid. */
const renewablePlan = z.strictObject({
  source: factOf(z.enum(renewableSources)).describe("the renewable source that is to replace the grid's mix"),
  megawatts: factOf(megawatts).describe("the megawatts that the direct agreement is to cover, above zero"),
  by: factOf(isoDate).describe("the day by which the direct agreement begins, YYYY-MM-DD"),
});

const guaranteesOfOrigin = factOf(z.enum(["bundled-and-cancelled-for-site", "bundled", "bought-apart", "none"])).describe(
  "what happens to the guarantees of origin (EECS certificates, or their like elsewhere) of the energy",
);

/** A power supply, by kind of contract. */
const powerAgreement = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("direct-ppa").describe("a power purchase agreement with a plant"),
    source: factOf(z.enum(["hydro", "geothermal", "wind", "solar", "nuclear"])).describe("the plant's source of energy"),
    plantInOperationFrom,
    ...term,
    guaranteesOfOrigin,
  }),
  z.strictObject({
    kind: z.literal("grid").describe("power from the grid, without a plant of its own"),
    source: factOf(z.enum(["grid-mix"])).describe("grid-mix: whatever the zone's plants generate"),
    renewablePlan: renewablePlan.optional().describe("the direct agreement that is to take its place"),
    ...term,
    guaranteesOfOrigin,
  }),
  z.strictObject({
    kind: z.literal("onsite").describe("a plant on the site itself"),
    source: factOf(z.enum(["hydro", "geothermal", "wind", "solar", "gas"])).describe("the plant's source of energy"),
    plantInOperationFrom,
    ...term,
    guaranteesOfOrigin,
  }),
]);

const permitBase = {
  authority: factOf(text).describe("the authority or grid owner that granted it"),
  reference: factOf(text).describe("the reference under which the authority files it"),
  grantedOn: factOf(isoDate).describe("the day on which it was granted, YYYY-MM-DD"),
  validTo: factOf(isoDate).optional().describe("the last day it holds, YYYY-MM-DD; left out where it does not end"),
};

const siteControl = factOf(z.enum(["owned", "leased", "optioned", "none"])).describe("by what right the operator has the land");

/** Texas' requirements for a large load before its connection (Senate Bill 6, 2025). */
const largeLoad = z.strictObject({
  studyFeeUsd: factOf(z.number().min(0)).describe("the fee paid for the interconnection study, in US dollars"),
  siteControl,
  duplicateRequestsDisclosed: factOf(z.boolean()).describe(
    "whether the utility was told of every like request elsewhere, or that there is none",
  ),
  backupGeneration: z
    .strictObject({
      percentOfDemand: factOf(z.number().min(0)).describe("the percent of the demand that generators on site can serve"),
      disclosed: factOf(z.boolean()).describe("whether the utility was told of them, or that there are none"),
    })
    .describe("the generators on site that can serve the load when the grid does not"),
  emergencyCurtailment: factOf(z.boolean()).describe("whether the load can be cut in an emergency of the grid"),
  rideThrough: factOf(z.boolean())
    .optional()
    .describe("whether a study shows that the load stays connected through dips of voltage and frequency; left out where there is none"),
});

/** The position of a connection in Great Britain's queue. */
const demandQueue = z.strictObject({
  gate: factOf(z.enum(["gate-1", "gate-2"])).describe(
    "the gate of the connection queue (NESO, Gate 2 reform): gate-2 has a confirmed date and place, gate-1 has neither",
  ),
  siteControl,
});

/** A permission of an authority or grid owner. */
const permit = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("grid-connection").describe("the right to draw power from the grid"),
    ...permitBase,
    megawatts: factOf(megawatts).describe("the megawatts that may be drawn"),
    conditionalMegawatts: factOf(megawatts)
      .optional()
      .describe(
        "the megawatts of these that the grid owner may have cut, a connection with conditions (in Norway tilknytning med vilkår); left out where it is firm",
      ),
    largeLoad: largeLoad.optional().describe("the terms for large loads in Texas: required there from 75 MW, left out elsewhere"),
    demandQueue: demandQueue.optional().describe("the place in Great Britain's connection queue; left out elsewhere"),
  }),
  z.strictObject({
    kind: z.literal("planning").describe("consent to build"),
    ...permitBase,
    phases: z.array(key).min(1).describe("the names of the phases it allows"),
  }),
  z.strictObject({
    kind: z.literal("registration").describe("entry in a register of data centres"),
    ...permitBase,
    registrant: z
      .strictObject({
        legalName: factOf(text).describe("the company or branch in whose name the data centre is registered"),
        country: factOf(countryCode).describe("the country in whose register of companies it is"),
      })
      .optional()
      .describe("who registered; the operator where it is left out"),
  }),
]);

const heatReuse = z.strictObject({
  recipient: factOf(text).describe("the company or network that takes the heat"),
  enterprise: factOf(text).optional().describe("the class of enterprise that the recipient is, for example land-based fish farming"),
  thermalMegawatts: factOf(megawatts).describe("the thermal megawatts delivered, above zero"),
  deliversFrom: factOf(isoDate).describe("the first day of delivery, YYYY-MM-DD"),
});

export const siteStatuses = ["announced", "paused", "resumed", "withdrawn"] as const;

/** What has become of a site in public. */
const siteStatus = z.strictObject({
  status: z
    .enum(siteStatuses)
    .describe("announced: made public; paused: work on it stopped; resumed: it goes on; withdrawn: it is given up"),
  on: factOf(isoDate).describe("the day on which that was made known, YYYY-MM-DD"),
});

/** A site: its operator and owners, its place, its power and cooling, its permits, and the destinations of its data. */
export const siteSpec = z.strictObject({
  name: text.describe("the site's name as people read it, unlike that of any other site"),
  operator: organisation.describe("the company that runs the site"),
  owners: keyed(owner).describe("the owners of the site, by a key of your own"),
  listScreenings: keyed(
    listScreening.extend({ company: text.describe("the company's legal name, exactly as the site or its keys name it") }),
  )
    .default({})
    .describe("the last search of the export lists for each company that runs or owns the site or holds its keys"),
  statuses: z.array(siteStatus).default([]).describe("what was made known of the site's future, in the order of the days"),
  sovereigntyLevel: factOf(z.number().int().min(0).max(4))
    .optional()
    .describe("the level of the Cloud Sovereignty Framework that is claimed, SEAL-0 to SEAL-4; left out where none is"),
  location: location.describe("where the site is, and which law and grid apply there"),
  cooling: cooling.describe("how the site carries heat away"),
  efficiency: efficiency.describe("the key figures of energy and water that (EU) 2024/1364 asks to publish, and the load factor"),
  energyClaims: energyClaims
    .optional()
    .describe("what the site claims of its energy beyond its agreements; left out where it claims nothing"),
  halls: keyed(hall).describe("the halls of the site, by the name that clusters refer to"),
  phases: z.array(phase).min(1).describe("the capacity steps, in the order in which they are energised"),
  powerAgreements: keyed(powerAgreement).describe("the contracts that power the site, by a key of your own"),
  powerContractedUntil: follows(
    factOf(isoDate).describe("the day up to which agreements must cover the load, YYYY-MM-DD"),
    "the last validTo of the agreements",
  ),
  permits: keyed(permit).describe("what authorities and grid owners have allowed, by a key of your own"),
  heatReuse: keyed(heatReuse).default({}).describe("the deliveries of the site's waste heat, by a key of your own"),
  heatAssessment: heatAssessment
    .optional()
    .describe("the assessment of whether waste heat can be reused ((EU) 2023/1791, Article 26); left out while there is none"),
  offtake: keyed(offtake).default({}).describe("the share of the site's GPUs that each tenant is promised, by the tenant's key"),
  flexibility: keyed(flexibility)
    .default({})
    .describe("the load that the site sheds when the grid asks, by the tag of the feed as the grid's load targets name it"),
  storage: storage.describe("the storage of the site's clusters, and who holds the keys"),
  egress: keyed(egress)
    .default({})
    .describe("the destinations outside the site that its clusters may reach, by a key of your own; everything else is closed"),
  egressProxy: egressProxy
    .optional()
    .describe("the proxy by which clusters reach the host names in egress; left out where every entry is an address range"),
  monitoring: monitoring
    .optional()
    .describe("what becomes of the clusters' metrics and alerts; left out, metrics are gone with their pod and nobody is told of an alert"),
});

export type SiteSpec = z.output<typeof siteSpec>;
export type Phase = z.output<typeof phase>;
export type PowerAgreementSpec = z.output<typeof powerAgreement>;
export type PermitSpec = z.output<typeof permit>;
export type HeatReuseSpec = z.output<typeof heatReuse>;
