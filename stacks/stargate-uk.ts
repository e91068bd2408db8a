import { announced, assumed, stated } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { endpointsOn, gatewayOf, modelsIn } from "./inference.ts";
import { nscale, onlyOwner, openai, screenedCompanies } from "./parties.ts";
import { egressIn, egressProxy, feedsOf, fromTaiwan, gb300, loginAt, monitoring, planReason, storageIn } from "./platform.ts";
import { announcements, fleetSheet } from "./sources.ts";

const undisclosed = "not disclosed; a placeholder until the contract is entered";
const permitUndisclosed = "not disclosed; before the load that it allows";
const townReason = "the city of Newcastle on the map, the one place that is stated; the sites' own positions are not disclosed";
const feeds = feedsOf(10);

const firstFrom = "2026-06-01";
const grownFrom = "2027-10-01";
const endOfAgreement = "2036-12-31";

const rackKilowatts = assumed(140, "what a GB300 NVL72 rack draws at its highest; the halls are not disclosed");
const elsewhere = "several sites are stated, and only one of them is named";

const wholeSite = assumed(100, "OpenAI is the only user that is named; NVIDIA is taken for the supplier");

const accelerator = assumed("gb300-nvl72", "not stated; the racks that were announced for Loughton, by the same companies on the same day");
const claim = stated("with OpenAI and NVIDIA", fleetSheet);

/** Stargate UK: several sites, one of them in Newcastle, with 8,000 GPUs at first that can grow to 31,000. */
export default {
  asOf: "2026-11-01",
  site: {
    name: "Stargate UK",
    operator: nscale,
    owners: { nscale: onlyOwner("no other owner is known") },
    listScreenings: screenedCompanies({ nscale: nscale.legalName.value }),
    statuses: [
      { status: "announced", on: announced("2025-09-16", announcements.unitedKingdom) },
      { status: "paused", on: announced("2026-04-09", announcements.stargateUkPaused) },
    ],
    sovereigntyLevel: assumed(0, "no level is claimed in public, and none above 0 outside the European Economic Area"),
    location: {
      place: stated("Several sites in the UK, one of them in Newcastle", fleetSheet),
      gridZone: "GB",
      latitudeDegrees: assumed(54.97, townReason),
      longitudeDegrees: assumed(-1.61, townReason),
    },
    cooling: {
      system: assumed("closed-loop-direct-to-chip", "not stated; what GB300 racks need, as at Stargate Norway"),
      supplies: assumed(["direct-to-chip-liquid"], "not stated; what GB300 racks need, as at Stargate Norway"),
    },
    efficiency: {
      powerUsageEffectiveness: assumed(1.15, "upper end of 1.10 to 1.15, the planning range for direct-to-chip liquid"),
      waterUsageLitresPerKilowattHour: assumed(0, "a closed loop evaporates no water"),
      energyReuseFactor: assumed(0, "no heat reuse is disclosed"),
      renewableEnergyFactor: assumed(0, "no renewable agreement or guarantee of origin is disclosed"),
      loadFactor: assumed(0.7, "inference follows its users' day; the mean load is not disclosed"),
    },
    energyClaims: { offsetSharePercent: assumed(0, "no offsets are claimed in public") },
    halls: {
      newcastle: { place: announced("Cobalt Park, Newcastle", announcements.unitedKingdom), rackKilowatts },
      second: { place: assumed("A second place in the UK", elsewhere), rackKilowatts },
      third: { place: assumed("A third place in the UK", elsewhere), rackKilowatts },
    },
    phases: [
      {
        name: "first",
        capacityMegawatts: assumed(20, "not stated; 112 racks x 140 kW x 1.15 = 18.0 MW"),
        energisedOn: assumed(
          firstFrom,
          "not stated; the inference API is stated to be served from the UK today, and Loughton begins later; that OpenAI paused the project in April 2026 is in statuses, and no date here follows from it",
        ),
        feeds: feeds(3),
        gpuGoal: { product: stated("GPUs", fleetSheet), accelerator, gpus: stated(8_000, `${fleetSheet}: 8,000 first`), claim },
      },
      {
        name: "grown",
        capacityMegawatts: assumed(75, "not stated; 432 racks x 140 kW x 1.15 = 69.6 MW"),
        energisedOn: assumed(grownFrom, "the growth is stated as a possibility, without a date"),
        status: "planned",
        feeds: feeds(9),
        gpuGoal: { product: stated("GPUs", fleetSheet), accelerator, gpus: stated(31_000, `${fleetSheet}: can grow to 31,000`), claim },
      },
    ],
    powerAgreements: {
      grid: {
        kind: "grid",
        source: assumed("grid-mix", "not stated; the sites are in towns on the public grid"),
        supplier: assumed("A licensed electricity supplier in Great Britain", undisclosed),
        megawatts: assumed(75, "the capacity of the last phase"),
        renewablePlan: {
          source: assumed("wind", "a placeholder: wind is what most new agreements in Great Britain are for"),
          megawatts: assumed(75, "the whole agreement"),
          by: assumed("2030-12-31", planReason),
        },
        gridZone: "GB",
        validFrom: assumed(firstFrom, "begins with the first phase"),
        validTo: assumed(endOfAgreement, "a supply contract renewed over ten years"),
        guaranteesOfOrigin: assumed("none", "no guarantees of origin are disclosed"),
      },
    },
    permits: {
      "grid-connection": {
        kind: "grid-connection",
        authority: assumed("National Energy System Operator", "the sites lie in more than one distribution grid"),
        reference: assumed("stargate-uk-75", undisclosed),
        grantedOn: assumed("2025-09-16", "by the day of the announcement; not disclosed"),
        megawatts: assumed(75, "the capacity of the last phase"),
        demandQueue: {
          gate: assumed("gate-2", "a connection is taken as granted, and in Great Britain only Gate 2 has a confirmed date; not disclosed"),
          siteControl: assumed("leased", "halls in business parks of others, one of them announced; the contracts are not disclosed"),
        },
      },
      planning: {
        kind: "planning",
        authority: assumed("North Tyneside Council", "the planning authority of Cobalt Park; those of the other sites are not known"),
        reference: assumed("stargate-uk-plan", undisclosed),
        grantedOn: assumed("2025-09-16", permitUndisclosed),
        phases: ["first", "grown"],
      },
    },
    offtake: {
      openai: {
        kind: "initial-offtaker",
        sharePercent: wholeSite,
        validFrom: assumed(firstFrom, "begins with the first phase"),
        mayScale: stated(true, `${fleetSheet}: 8,000 first, can grow to 31,000`),
        servesFrom: assumed(["GB"], "a British Stargate is taken to be for British users"),
      },
    },
    storage: storageIn(
      "stargate-uk",
      "GB",
      assumed("Nscale Global Holdings Limited", "keys are held by the operating company, in the country"),
      assumed("GB", "the group calls London its headquarters"),
    ),
    egress: { ...egressIn("stargate-uk", "GB"), ...modelsIn("stargate-uk", "GB") },
    egressProxy,
    monitoring,
  },
  tenants: { openai },
  clusters: {
    "first-1": {
      ...gb300,
      gpus: stated(8_000, `${fleetSheet}: 8,000 first`),
      phase: "first",
      hall: "newcastle",
      controlPlane: { endpoint: { host: "10.10.0.10" }, authentication: loginAt("stargate-uk") },
    },
    "grown-1": {
      ...gb300,
      gpus: assumed(11_520, "160 racks in 20 rows: how the growth is divided between places is not disclosed"),
      phase: "grown",
      hall: "second",
      controlPlane: { endpoint: { host: "10.20.0.10" }, authentication: loginAt("stargate-uk") },
    },
    "grown-2": {
      ...gb300,
      gpus: assumed(11_480, "what is left of the 31,000: 160 racks, of which the last has 32 GPUs in use"),
      phase: "grown",
      hall: "third",
      controlPlane: { endpoint: { host: "10.30.0.10" }, authentication: loginAt("stargate-uk") },
    },
  },
  deliveries: {
    "first-1": fromTaiwan("The United Kingdom", "2026-07-01", "after the phase is energised; no date is stated"),
    "grown-1": fromTaiwan("The United Kingdom", "2027-11-01", "after the phase is energised; no date is stated"),
    "grown-2": fromTaiwan("The United Kingdom", "2027-12-01", "after the phase is energised; no date is stated"),
  },
  inference: {
    gateway: {
      ...gatewayOf("stargate-uk", "first-1", ["openai"]),
      servesPublicApi: assumed(
        true,
        `the UK is stated to serve the public API today (${fleetSheet}), without a cluster; no other GPUs of the fleet in the UK come before 2027`,
      ),
    },
    weightsFrom: "models",
    // OpenAI is the site's one tenant, so it serves a model of OpenAI's; which models are served there is not disclosed.
    endpoints: { "gpt-oss": endpointsOn("first-1").gptOss("openai", ["openai"], { min: 1, max: 8 }) },
  },
} satisfies StackInput;
