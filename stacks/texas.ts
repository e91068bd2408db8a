import { disputed } from "../components/lib/dispute.ts";
import { announced, assumed, stated } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { endpointsOn, gatewayOf, modelsIn } from "./inference.ts";
import { microsoft, nscale, onlyOwner, screenedCompanies } from "./parties.ts";
import { egressIn, egressProxy, gb300, loginAt, monitoring, planReason, storageIn } from "./platform.ts";
import { announcements, fleetSheet } from "./sources.ts";

const undisclosed = "not disclosed; a placeholder until the contract is entered";
const permitUndisclosed = "not disclosed; before the load that it allows";
const townReason = "the town of Barstow on the map, which the press names; the site's own position is not disclosed";
const feedsReason = "not disclosed; one more feed than the phase needs";
const feeds = (count: number, megawattsEach: number) => ({
  redundancy: assumed("N+1", feedsReason),
  count: assumed(count, feedsReason),
  megawattsEach: assumed(megawattsEach, feedsReason),
});

const largeLoadReason = "what Senate Bill 6 asks of 75 MW or more is taken as met, since the connection is taken as granted; not disclosed";
const flexibility = "law asks that such a load can be cut, and no figure is public; 30 % of the load is taken to plan with";
const serving = endpointsOn("initial-1");

const initialFrom = "2026-07-15";
const endOfAgreement = "2036-12-31";

const hall = { rackKilowatts: assumed(140, "what a GB300 NVL72 rack draws at its highest; the halls are not disclosed") } as const;

const wholeSite = announced(100, `${announcements.microsoft}: the 104,000 GPUs are for Microsoft`);

const inInitialPhase = (number: number, gpus: number, reason: string) =>
  ({
    ...gb300,
    gpus: assumed(gpus, reason),
    phase: "initial",
    hall: `hall-${number}`,
    controlPlane: { endpoint: { host: `10.${number}0.0.10` }, authentication: loginAt("texas") },
  }) as const;

const wholeRows = "240 racks in 30 rows: how the 104,000 are divided is not disclosed";

/** Racks that are assembled in the United States never leave it. */
const delivered = (on: string) =>
  ({
    deliveredOn: assumed(
      on,
      "from the third quarter of 2026, as announced, at a pace that leaves the rest for 2027; the days are not disclosed",
    ),
    origin: assumed("US", "such racks are also assembled in Texas; where these are is not disclosed"),
    authorisation: {
      kind: "not-required",
      basis: stated(
        "a shipment within the United States is no export; release of controlled technology to foreign persons on site is, and is judged person by person",
        "15 CFR 734.13(a)(1) and (2)",
      ),
    },
  }) as const;

/** Texas: 240 MW on the ERCOT grid, announced to grow to 1.2 GW. */
export default {
  asOf: "2026-11-01",
  site: {
    name: "Texas",
    operator: nscale,
    owners: { nscale: onlyOwner("of the GPUs, no other owner is known; the campus is leased from Ionic Digital, second-hand") },
    listScreenings: screenedCompanies({ nscale: nscale.legalName.value, "nscale-us": "Nscale's company in the United States" }),
    statuses: [{ status: "announced", on: announced("2025-10-15", announcements.microsoft) }],
    sovereigntyLevel: assumed(0, "no level is claimed in public, and none above 0 outside the European Economic Area"),
    location: {
      place: stated("Texas, USA", fleetSheet),
      gridZone: "ERCOT",
      latitudeDegrees: assumed(31.46, townReason),
      longitudeDegrees: assumed(-103.4, townReason),
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
        1.18,
        "what the announced figures leave room for: 1,445 racks x 140 kW = 202.3 MW, x 1.18 = 238.7 of 240 MW; low for a hot place with a standard plant",
      ),
      waterUsageLitresPerKilowattHour: assumed(0.4, "what the industry's pact allows where water is scarce; not disclosed"),
      energyReuseFactor: assumed(0, "no heat reuse is disclosed"),
      renewableEnergyFactor: assumed(0, "grid power is stated, and no renewable agreement or certificate is"),
      loadFactor: assumed(0.85, "training keeps machines busy; the mean load is not disclosed"),
    },
    energyClaims: { offsetSharePercent: assumed(0, "no offsets are claimed in public") },
    halls: { "hall-1": hall, "hall-2": hall, "hall-3": hall, "hall-4": hall, "hall-5": hall, "hall-6": hall },
    phases: [
      {
        name: "initial",
        capacityMegawatts: announced(240, announcements.microsoft),
        energisedOn: disputed(
          assumed(initialFrom, "services were announced from the third quarter of 2026; the day of the first load is not disclosed"),
          "what the companies announced; the later report gives no source for its year",
          [
            {
              value: "2027-07-01",
              by: "Computer Weekly",
              on: "2026-03-09",
              source: `${announcements.computerWeekly}: from the third quarter of 2027`,
            },
          ],
        ),
        feeds: feeds(4, 80),
        gpuGoal: {
          product: announced("NVIDIA GB300", announcements.microsoft),
          accelerator: announced("gb300-nvl72", announcements.microsoft),
          gpus: announced(104_000, `${announcements.microsoft}: about 104,000`),
        },
      },
      {
        name: "full",
        capacityMegawatts: announced(1200, `${announcements.microsoft}: over time`),
        energisedOn: assumed(
          "2029-01-01",
          "announced without a date; no permit, grid capacity or agreement for it is known, and none is declared",
        ),
        status: "ambition",
        feeds: feeds(16, 80),
      },
    ],
    powerAgreements: {
      grid: {
        kind: "grid",
        source: stated("grid-mix", `${fleetSheet}: grid`),
        supplier: assumed("A retail electric provider in ERCOT", undisclosed),
        megawatts: assumed(240, "the capacity of the first phase"),
        renewablePlan: {
          source: assumed("wind", "a placeholder: wind is what most renewable power in ERCOT comes from"),
          megawatts: assumed(240, "the whole agreement"),
          by: assumed("2030-12-31", planReason),
        },
        gridZone: "ERCOT",
        validFrom: assumed(initialFrom, "begins with the first phase"),
        validTo: assumed(endOfAgreement, "a supply contract renewed over ten years"),
        guaranteesOfOrigin: assumed("none", "no certificates are disclosed"),
      },
    },
    permits: {
      "grid-connection": {
        kind: "grid-connection",
        authority: assumed("ERCOT", "the grid's operator, who studies large loads with the utility"),
        reference: assumed("texas-240", undisclosed),
        grantedOn: assumed("2025-10-15", "by the day of the announcement; not disclosed"),
        megawatts: assumed(240, "the capacity of the first phase"),
        largeLoad: {
          studyFeeUsd: assumed(100_000, `the least that the law asks for; ${largeLoadReason}`),
          siteControl: assumed("leased", "the campus is leased from Ionic Digital, second-hand"),
          duplicateRequestsDisclosed: assumed(true, largeLoadReason),
          backupGeneration: {
            percentOfDemand: assumed(0, "no generators on site are disclosed"),
            disclosed: assumed(true, largeLoadReason),
          },
          emergencyCurtailment: assumed(true, largeLoadReason),
        },
      },
      planning: {
        kind: "planning",
        authority: assumed("Ward County", "the county of Barstow"),
        reference: assumed("texas-plan", undisclosed),
        grantedOn: assumed("2025-10-15", permitUndisclosed),
        phases: ["initial"],
      },
    },
    offtake: {
      microsoft: {
        kind: "contract",
        sharePercent: wholeSite,
        validFrom: assumed("2026-09-01", "begins with the first deliveries"),
        mayScale: announced(true, `${announcements.microsoft}: an option on about 700 MW from late 2027`),
        curtailment: {
          powerCap: assumed(true, "what the tenant gives up at a call of the grid is not public; a power limit stops no job"),
        },
      },
    },
    flexibility: {
      main: {
        contract: assumed("large-load-curtailment", flexibility),
        megawatts: assumed(72, flexibility),
        noticeSeconds: assumed(0, "load is shed without notice when the grid sheds firm load; taken as that"),
        rampSeconds: assumed(300, flexibility),
        callMinutes: assumed(240, flexibility),
        callsPerYear: assumed(10, flexibility),
        validFrom: assumed(initialFrom, "begins with the first phase"),
      },
    },
    storage: storageIn(
      "texas",
      "US-TX",
      assumed("Nscale's company in the United States", "keys are held by the operating company, in the country; its name is not disclosed"),
      assumed("US", "keys are held by the operating company, in the country"),
    ),
    egress: { ...egressIn("texas", "US-TX"), ...modelsIn("texas", "US-TX") },
    egressProxy,
    monitoring,
  },
  tenants: { microsoft },
  clusters: {
    "initial-1": inInitialPhase(1, 17_280, wholeRows),
    "initial-2": inInitialPhase(2, 17_280, wholeRows),
    "initial-3": inInitialPhase(3, 17_280, wholeRows),
    "initial-4": inInitialPhase(4, 17_280, wholeRows),
    "initial-5": inInitialPhase(5, 17_280, wholeRows),
    "initial-6": inInitialPhase(6, 17_600, "what is left of the 104,000: 245 racks, of which the last has 32 GPUs in use"),
  },
  deliveries: {
    "initial-1": delivered("2026-09-01"),
    "initial-2": delivered("2026-10-15"),
    "initial-3": delivered("2026-12-15"),
    "initial-4": delivered("2027-02-01"),
    "initial-5": delivered("2027-03-15"),
    "initial-6": delivered("2027-05-01"),
  },
  inference: {
    gateway: {
      ...gatewayOf("texas", "initial-1", ["microsoft"]),
      servesPublicApi: assumed(true, `Texas is stated to serve the public API today (${fleetSheet}); which of its clusters does is not`),
    },
    weightsFrom: "models",
    endpoints: {
      scout: { ...serving.scout("microsoft", ["microsoft"], { min: 2, max: 32 }), huggingFace: { status: "live" }, failover: ["loughton"] },
      "gpt-oss": serving.gptOss("microsoft", ["microsoft"], { min: 1, max: 8 }),
    },
  },
} satisfies StackInput;
