import { z } from "zod";
import { coolingClasses } from "../catalog/accelerators.ts";
import { gridZones, jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";
import { countryCode, key, keyed } from "../lib/names.ts";
import { organisation } from "../lib/organisation.ts";
import { egress } from "./egress-spec.ts";
import { feeds } from "./feeds-spec.ts";
import { gpuGoal } from "./gpu-goal-spec.ts";
import { hall } from "./hall-spec.ts";
import { offtake } from "./offtake-spec.ts";
import { storage } from "./storage-spec.ts";

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

/** A step of a site's capacity: from `energisedOn` the site has `capacityMegawatts` in all, the steps before it included. */
const phase = z.strictObject({
  name: key,
  capacityMegawatts: factOf(megawatts).describe("the facility megawatts of the whole site from this phase on, above zero"),
  energisedOn: factOf(isoDate).describe("the date on which the capacity is there, YYYY-MM-DD"),
  status: z.enum(["energised", "under-construction", "planned", "ambition"]),
  feeds,
  gpuGoal: gpuGoal.optional(),
});

const term = {
  supplier: factOf(z.string().min(1)),
  megawatts: factOf(megawatts),
  gridZone,
  validFrom: factOf(isoDate),
  validTo: factOf(isoDate).describe("the last day of the term, YYYY-MM-DD"),
};

const guaranteesOfOrigin = z
  .enum(["bundled-and-cancelled-for-site", "bundled", "bought-apart", "none"])
  .describe("what happens to the certificates of the energy");

/** Where power comes from, by contract. */
const powerAgreement = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("direct-ppa"),
    source: factOf(z.enum(["hydro", "geothermal", "wind", "solar", "nuclear"])),
    ...term,
    guaranteesOfOrigin: factOf(guaranteesOfOrigin),
  }),
  z.strictObject({
    kind: z.literal("grid"),
    source: factOf(z.enum(["grid-mix"])),
    ...term,
    guaranteesOfOrigin: factOf(guaranteesOfOrigin),
  }),
  z.strictObject({
    kind: z.literal("onsite"),
    source: factOf(z.enum(["hydro", "geothermal", "wind", "solar", "gas"])),
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

/** What an authority or grid owner has allowed. */
const permit = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("grid-connection"),
    ...permitBase,
    megawatts: factOf(megawatts).describe("the megawatts that may be drawn"),
  }),
  z.strictObject({ kind: z.literal("planning"), ...permitBase, phases: z.array(key).min(1).describe("the names of the phases it allows") }),
  z.strictObject({ kind: z.literal("registration"), ...permitBase }),
]);

const heatReuse = z.strictObject({
  recipient: factOf(z.string().min(1)),
  enterprise: factOf(z.string().min(1)).optional().describe("the class of enterprise that the recipient is, for example land-based fish farming"),
  thermalMegawatts: factOf(megawatts),
  deliversFrom: factOf(isoDate),
});

/** A site: who runs and owns it, where it stands, what powers and cools it, what it may do, and where its data may go. */
export const siteSpec = z.strictObject({
  name: z.string().min(1),
  operator: organisation,
  owners: keyed(owner),
  location,
  cooling,
  efficiency,
  halls: keyed(hall),
  phases: z.array(phase).min(1).describe("the capacity steps, in the order in which they are energised"),
  powerAgreements: keyed(powerAgreement),
  powerContractedUntil: factOf(isoDate).describe("the day up to which agreements must cover the load, YYYY-MM-DD"),
  permits: keyed(permit),
  heatReuse: keyed(heatReuse).default({}),
  offtake: keyed(offtake).default({}).describe("by the key of a declared tenant"),
  storage,
  egress: keyed(egress).default({}),
});

export type SiteSpec = z.output<typeof siteSpec>;
export type Phase = z.output<typeof phase>;
export type PowerAgreementSpec = z.output<typeof powerAgreement>;
export type PermitSpec = z.output<typeof permit>;
export type HeatReuseSpec = z.output<typeof heatReuse>;
