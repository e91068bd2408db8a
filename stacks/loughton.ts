import { disputed } from "../components/lib/dispute.ts";
import { announced, assumed, stated } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { endpointsOn, gatewayOf, modelsIn } from "./inference.ts";
import { microsoft, nscale, onlyOwner, screenedCompanies } from "./parties.ts";
import { egressIn, egressProxy, feedsOf, fromTaiwan, gb300, loginAt, monitoring, planReason, storageIn } from "./platform.ts";
import { announcements, fleetSheet } from "./sources.ts";

const undisclosed = "not disclosed; a placeholder until the contract is entered";
const permitUndisclosed = "not disclosed; before the load that it allows";
const townReason = "the town of Loughton on the map; the site's own position is not disclosed";
const feeds = feedsOf(25);
const serving = endpointsOn("initial-1");

const initialFrom = "2026-12-15";
const fullFrom = "2027-06-01";
const endOfAgreement = "2036-12-31";

const hall = { rackKilowatts: assumed(140, "what a GB300 NVL72 rack draws at its highest; the halls are not disclosed") } as const;

const wholeSite = assumed(100, "Microsoft is the only tenant that is named");

/** Loughton in Essex: with Microsoft the United Kingdom's largest supercomputer, 23,040 Blackwell GPUs from early 2027. */
export default {
  asOf: "2026-11-01",
  site: {
    name: "Loughton",
    operator: nscale,
    owners: { nscale: onlyOwner("no other owner is known") },
    listScreenings: screenedCompanies({ nscale: nscale.legalName.value }),
    statuses: [{ status: "announced", on: announced("2025-09-16", announcements.unitedKingdom) }],
    sovereigntyLevel: assumed(0, "no level is claimed in public, and none above 0 outside the European Economic Area"),
    location: {
      place: stated("Essex, UK", fleetSheet),
      gridZone: "GB",
      latitudeDegrees: assumed(51.65, townReason),
      longitudeDegrees: assumed(0.06, townReason),
    },
    cooling: {
      system: disputed(stated("standard", fleetSheet), "what the fact sheet says; supplies has the loop that the racks need", [
        {
          value: "closed-loop-direct-to-chip",
          by: "NVIDIA",
          on: "2025",
          source: "NVIDIA GB300 NVL72: racks that are cooled by liquid alone, which is what is delivered here",
        },
      ]),
      supplies: assumed(
        ["air", "direct-to-chip-liquid"],
        "GB300 racks can be cooled by liquid alone, so a liquid loop must reach them: standard is read as a common chilled-water plant with such a loop beside its air",
      ),
    },
    efficiency: {
      powerUsageEffectiveness: assumed(
        1.2,
        "above 1.10 to 1.15, the planning range for direct-to-chip liquid, since a standard plant also cools air: 320 racks x 140 kW = 44.8 MW, x 1.2 = 53.8 MW; all of them would fit the first 50 MW only while PUE ≤ 1.11",
      ),
      waterUsageLitresPerKilowattHour: assumed(0.2, "half of the 0.4 that the industry's pact allows where water is scarce; not disclosed"),
      energyReuseFactor: assumed(0, "no heat reuse is disclosed"),
      renewableEnergyFactor: assumed(0, "grid power is stated, and no renewable agreement or guarantee of origin is"),
      loadFactor: assumed(0.85, "training keeps machines busy; the mean load is not disclosed"),
    },
    energyClaims: { offsetSharePercent: assumed(0, "no offsets are claimed in public") },
    halls: { first: hall, second: hall },
    phases: [
      {
        name: "initial",
        capacityMegawatts: announced(50, announcements.unitedKingdom),
        energisedOn: assumed(initialFrom, "deliveries from early 2027 are stated; the power must be there before them"),
        feeds: feeds(3),
      },
      {
        name: "full",
        capacityMegawatts: announced(90, announcements.unitedKingdom),
        energisedOn: assumed(fullFrom, "the growth was announced without a date; the last racks need it"),
        status: "planned",
        feeds: feeds(5),
        gpuGoal: {
          product: stated("Blackwell", fleetSheet),
          accelerator: announced("gb300-nvl72", announcements.unitedKingdom),
          gpus: stated(23_040, fleetSheet),
          deliveriesFrom: stated("2027-01-01", `${fleetSheet}: deliveries from early 2027`),
          claim: stated("with Microsoft, the UK's largest supercomputer", fleetSheet),
        },
      },
    ],
    powerAgreements: {
      grid: {
        kind: "grid",
        source: stated("grid-mix", `${fleetSheet}: grid`),
        supplier: assumed("A licensed electricity supplier in Great Britain", undisclosed),
        megawatts: assumed(90, "the capacity of the last phase"),
        renewablePlan: {
          source: assumed("wind", "a placeholder: wind is what most new agreements in Great Britain are for"),
          megawatts: assumed(90, "the whole agreement"),
          by: assumed("2030-12-31", planReason),
        },
        gridZone: "GB",
        validFrom: assumed(initialFrom, "begins with the first phase"),
        validTo: assumed(endOfAgreement, "a supply contract renewed over ten years"),
        guaranteesOfOrigin: assumed("none", "no guarantees of origin are disclosed"),
      },
    },
    permits: {
      "grid-connection": {
        kind: "grid-connection",
        authority: assumed("UK Power Networks", "the distribution grid's owner in Essex"),
        reference: assumed("loughton-90", undisclosed),
        grantedOn: assumed("2025-09-16", "by the day of the announcement; not disclosed"),
        megawatts: assumed(90, "the capacity of the last phase"),
        demandQueue: {
          gate: assumed("gate-2", "a connection is taken as granted, and in Great Britain only Gate 2 has a confirmed date; not disclosed"),
          siteControl: assumed("owned", "the site at Loughton was announced as bought, second-hand"),
        },
      },
      planning: {
        kind: "planning",
        authority: assumed("Epping Forest District Council", "the planning authority of Loughton"),
        reference: assumed("loughton-plan", undisclosed),
        grantedOn: assumed("2025-09-16", permitUndisclosed),
        phases: ["initial", "full"],
      },
    },
    offtake: {
      microsoft: {
        kind: "contract",
        sharePercent: wholeSite,
        validFrom: assumed("2027-01-01", "begins with the deliveries, early in 2027"),
      },
    },
    storage: storageIn(
      "loughton",
      "GB",
      assumed("Nscale Global Holdings Limited", "keys are held by the operating company, in the country"),
      assumed("GB", "the group calls London its headquarters"),
    ),
    egress: { ...egressIn("loughton", "GB"), ...modelsIn("loughton", "GB") },
    egressProxy,
    monitoring,
  },
  tenants: { microsoft },
  clusters: {
    "initial-1": {
      ...gb300,
      gpus: assumed(18_432, "256 racks in 32 rows, which fit 50 MW at this PUE: how the 23,040 are divided is not disclosed"),
      phase: "initial",
      hall: "first",
      controlPlane: { endpoint: { host: "10.10.0.10" }, authentication: loginAt("loughton") },
    },
    "full-1": {
      ...gb300,
      gpus: assumed(4_608, "what is left of the 23,040: 64 racks in 8 rows"),
      phase: "full",
      hall: "second",
      controlPlane: { endpoint: { host: "10.20.0.10" }, authentication: loginAt("loughton") },
    },
  },
  deliveries: {
    "initial-1": fromTaiwan("The United Kingdom", "2027-02-01", "early in 2027 is stated, the day is not"),
    "full-1": fromTaiwan("The United Kingdom", "2027-07-01", "after the phase is energised"),
  },
  inference: {
    gateway: {
      ...gatewayOf("loughton", "initial-1", ["microsoft"]),
      servesPublicApi: assumed(
        false,
        `the UK is stated to serve the public API today (${fleetSheet}); these GPUs come in 2027, so Stargate UK's are taken for it`,
      ),
    },
    weightsFrom: "models",
    endpoints: {
      // Requests that come in at Texas may be served here; requests that come in here stay.
      scout: serving.scout("microsoft", ["microsoft"], { min: 2, max: 16 }),
      "gpt-oss": serving.gptOss("microsoft", ["microsoft"], { min: 1, max: 8 }),
    },
  },
} satisfies StackInput;
