import { disputed } from "../components/lib/dispute.ts";
import { announced, assumed, stated } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { endpointsOn, gatewayOf, modelsIn } from "./inference.ts";
import { clusters, deliveries } from "./narvik-clusters.ts";
import { microsoft, nscale, openai, screenedCompanies, standIn, throughNscale } from "./parties.ts";
import { egressIn, egressProxy, monitoring, storageIn } from "./platform.ts";
import { announcements, fleetSheet } from "./sources.ts";

const undisclosed = "not disclosed; a placeholder until the contract is entered";
const permitUndisclosed = "not disclosed; before the load that it allows";
const jointVenture = assumed(
  "Stargate Norway, the joint venture of Nscale and Aker",
  "the legal name of the joint venture is not disclosed",
);
const jointVentureSeat = assumed("NO", "the country of the site; the seat of the joint venture is not disclosed");
const half = "50/50 joint venture of Nscale and Aker";
const commitment = `${fleetSheet}: about $500m from each owner for the initial phase`;
const townReason = "the town of Narvik on the map; the site's own position is not disclosed";
const ecosystem = "priority access is stated, who contracts for it is not; a name stands in";
const ecosystemReason = "how much is kept for Norway's ecosystem is not disclosed; a tenth, halved between start-ups and research";
const surplus = assumed(0, "surplus is what the others leave idle");
const heatReason = "what becomes of the heat is stated without figures; a tenth of the site's mean load in all";
const flexibility = "no promise to the grid is public; about a tenth of the load, as a condition of the connection, is taken to plan with";
const slowed = "what a tenant gives up at a call of the grid is not public; a power limit stops no job";
const nextToSite = "the class of low-carbon enterprise is not disclosed; one that uses warm water of 40 to 50 °C the whole year";

const serving = endpointsOn("initial-1");
const ofNorway = ["norway-startups", "norway-research"];

const initialFrom = "2026-03-01";
const fullFrom = "2026-08-01";
const endOfAgreements = "2041-12-31";

const hall = {
  rackKilowatts: assumed(140, "what a GB300 NVL72 rack draws at its highest; the halls are not disclosed"),
} as const;

const feedsReason = "not disclosed; one more feed than the phase needs";
const feeds = (count: number, megawattsEach: number) => ({
  redundancy: assumed("N+1", feedsReason),
  count: assumed(count, feedsReason),
  megawattsEach: assumed(megawattsEach, feedsReason),
});

const agreement = (megawatts: number, reason: string, from: string) =>
  ({
    kind: "direct-ppa",
    source: stated("hydro", `${fleetSheet}: 100 % hydropower`),
    supplier: assumed("Hydropower producers in NO4", undisclosed),
    megawatts: assumed(megawatts, reason),
    gridZone: "NO4",
    validFrom: assumed(from, "begins with the phase"),
    validTo: assumed(endOfAgreements, "a term of fifteen years, common for such agreements"),
    guaranteesOfOrigin: assumed(
      "bundled-and-cancelled-for-site",
      "direct agreements instead of certificates and offsets are stated; this is what such a claim needs",
    ),
  }) as const;

const heatTo = (enterprise: string, thermalMegawatts: number) => ({
  recipient: stated("Local low-carbon enterprises", fleetSheet),
  enterprise: assumed(enterprise, nextToSite),
  thermalMegawatts: assumed(thermalMegawatts, heatReason),
  deliversFrom: assumed("2027-07-01", "after the full phase has run for a winter; no date is disclosed"),
});

/** Stargate Norway: Kvandal by Narvik, 100,000 GPUs on hydropower by the end of 2026, owned by Nscale and Aker in halves. */
export default {
  asOf: "2026-11-01",
  site: {
    name: "Stargate Norway",
    operator: {
      legalName: jointVenture,
      headquarters: jointVentureSeat,
      ultimateParent: {
        legalName: assumed(jointVenture.value, "with halves, neither owner is above the joint venture"),
        headquarters: jointVentureSeat,
      },
    },
    owners: {
      nscale: {
        legalName: announced("Nscale Global Holdings Limited", announcements.stargateNorway),
        headquarters: nscale.headquarters,
        sharePercent: stated(50, `${fleetSheet}: ${half}`),
        commitmentUsdMillions: stated(500, commitment),
      },
      aker: {
        legalName: announced("Aker ASA", `${announcements.stargateNorway}: through companies of its group`),
        headquarters: assumed("NO", "Aker ASA has its seat in Norway"),
        sharePercent: stated(50, `${fleetSheet}: ${half}`),
        commitmentUsdMillions: stated(500, commitment),
      },
    },
    listScreenings: screenedCompanies({ "joint-venture": jointVenture.value, nscale: "Nscale Global Holdings Limited", aker: "Aker ASA" }),
    statuses: [{ status: "announced", on: announced("2025-07-31", announcements.stargateNorway) }],
    sovereigntyLevel: assumed(
      2,
      "no level is claimed in public; the highest that an owner of half from outside the European Economic Area allows",
    ),
    location: {
      place: stated("Kvandal by Narvik, Norway", fleetSheet),
      gridZone: "NO4",
      latitudeDegrees: assumed(68.44, townReason),
      longitudeDegrees: assumed(17.43, townReason),
    },
    cooling: {
      system: stated("closed-loop-direct-to-chip", fleetSheet),
      supplies: assumed(["direct-to-chip-liquid"], "a closed liquid loop is stated; air for whole racks is not"),
    },
    efficiency: {
      powerUsageEffectiveness: assumed(
        1.15,
        "upper end of 1.10 to 1.15, the planning range for direct-to-chip liquid: 1,389 racks x 140 kW = 194.46 MW, x 1.15 = 223.6 of 230 MW, which they fit while PUE ≤ 1.18",
      ),
      waterUsageLitresPerKilowattHour: assumed(0, "a closed loop evaporates no water; what fills it is not disclosed"),
      energyReuseFactor: assumed(0.1, "the 20 MW of heat that are assumed, of a mean load of 190 MW"),
      renewableEnergyFactor: stated(1, `${fleetSheet}: 100 % hydropower`),
      loadFactor: assumed(0.85, "training keeps machines busy; the mean load is not disclosed"),
    },
    energyClaims: {
      offsetSharePercent: stated(0, `${fleetSheet}: direct agreements, not certificates or offsets`),
      hourlyMatchedPercent: assumed(95, "reservoirs follow the load, and the agreements hold the whole capacity; no score is disclosed"),
    },
    halls: { "hall-1": hall, "hall-2": hall, "hall-3": hall, "hall-4": hall, "hall-5": hall, "hall-6": hall },
    phases: [
      {
        name: "initial",
        capacityMegawatts: disputed(
          stated(20, fleetSheet),
          "20 MW are stated as the initial phase, which about $500m from each owner pay for; 230 MW are what it grows to",
          [{ value: 230, by: "the press", on: "2025-07-31", source: `${announcements.stargateNorway}: an initial capacity of 230 MW` }],
        ),
        energisedOn: disputed(
          assumed(initialFrom, "the phases are stated without dates; all GPUs are to be there by the end of 2026"),
          "no load in 2025 is known, and the GPUs are stated for 2026",
          [{ value: "2025-12-31", by: "Nscale", on: "2025", source: `${fleetSheet}: operational by 2025, without a phase or a day` }],
        ),
        feeds: feeds(3, 10),
      },
      {
        name: "full",
        capacityMegawatts: stated(230, fleetSheet),
        energisedOn: assumed(fullFrom, "the phases are stated without dates; all GPUs are to be there by the end of 2026"),
        feeds: feeds(6, 50),
        gpuGoal: {
          product: stated("NVIDIA", fleetSheet),
          accelerator: announced("gb300-nvl72", announcements.stargateNorway),
          gpus: stated(100_000, fleetSheet),
          by: disputed(
            stated("2026-12-31", `${fleetSheet}: by the end of 2026`),
            "the fact sheet and the announcement of the owners say 2026; 2027 is in reports about them",
            [{ value: "2027-12-31", by: "Fuse Squared", on: "2025", source: `${announcements.fuseSquared}: 100,000 GPUs by 2027` }],
          ),
        },
      },
      {
        name: "ambition",
        capacityMegawatts: stated(520, `${fleetSheet}: 290 MW more`),
        energisedOn: assumed(
          "2029-01-01",
          "an ambition without a date; no permit, grid capacity or agreement for it is known, and none is declared",
        ),
        status: "ambition",
        feeds: feeds(12, 50),
      },
    ],
    powerAgreements: {
      "hydro-initial": agreement(20, "the whole capacity of the phase", initialFrom),
      "hydro-full": agreement(210, "the growth of the phase", fullFrom),
    },
    permits: {
      "grid-connection": {
        kind: "grid-connection",
        authority: assumed("Statnett", "the grid owner in NO4"),
        reference: assumed("kvandal-230", undisclosed),
        grantedOn: assumed(
          "2025-07-31",
          "the day of the announcement; before new reservations north of Svartisen were frozen in April 2026",
        ),
        megawatts: assumed(230, "the capacity of the full phase"),
        conditionalMegawatts: assumed(20, flexibility),
      },
      planning: {
        kind: "planning",
        authority: assumed("Narvik municipality", "the municipality of Kvandal"),
        reference: assumed("kvandal-plan", undisclosed),
        grantedOn: assumed("2025-07-31", permitUndisclosed),
        phases: ["initial", "full"],
      },
      "nkom-registration": {
        kind: "registration",
        authority: stated("Nkom", "FOR-2024-12-18-3313: commercial data centres register before they start"),
        reference: assumed("nkom-kvandal", undisclosed),
        grantedOn: assumed("2026-01-15", permitUndisclosed),
        registrant: { legalName: assumed("the joint venture's Norwegian company", undisclosed), country: assumed("NO", undisclosed) },
      },
    },
    heatReuse: {
      "fish-farming": heatTo("fish farming on land", 12),
      greenhouses: heatTo("greenhouses", 5),
      drying: heatTo("drying of seaweed and timber", 3),
    },
    offtake: {
      openai: {
        kind: "initial-offtaker",
        sharePercent: assumed(38, "what Microsoft's 52 % and priority access leave; OpenAI's share is not disclosed"),
        validFrom: assumed(initialFrom, "begins with the initial phase"),
        mayScale: stated(true, `${fleetSheet}: initial offtaker, with the option to scale`),
        curtailment: { powerCap: assumed(true, slowed) },
      },
      microsoft: {
        kind: "contract",
        sharePercent: announced(52, `${announcements.microsoft}: about 52,000 GB300 of the site's 100,000`),
        validFrom: assumed(fullFrom, "begins with the full phase"),
        validTo: assumed("2031-07-31", "five years from the assumed beginning"),
        termYears: stated(5, fleetSheet),
        valueUsdMillions: stated(6200, `${fleetSheet}: $6.2bn`),
      },
      "norway-startups": {
        kind: "priority-access",
        sharePercent: assumed(5, ecosystemReason),
        validFrom: assumed(initialFrom, "begins with the initial phase"),
        servesFrom: stated(["NO"], `${fleetSheet}: priority access for Norway's AI ecosystem, start-ups among it`),
        curtailment: {
          endpointReplicas: assumed(true, "replicas above the floor follow the requests, and are taken to give way to the grid"),
        },
      },
      "norway-research": {
        kind: "priority-access",
        sharePercent: assumed(5, ecosystemReason),
        validFrom: assumed(initialFrom, "begins with the initial phase"),
        servesFrom: stated(["NO"], `${fleetSheet}: priority access for Norway's AI ecosystem, researchers among it`),
      },
      "surplus-uk": {
        kind: "surplus",
        sharePercent: surplus,
        validFrom: assumed(fullFrom, "begins with the full phase"),
        servesFrom: stated(["GB"], `${fleetSheet}: surplus to public and private users in the UK`),
      },
      "surplus-nordics": {
        kind: "surplus",
        sharePercent: surplus,
        validFrom: assumed(fullFrom, "begins with the full phase"),
        servesFrom: stated(["DK", "FI", "IS", "NO", "SE"], `${fleetSheet}: surplus to public and private users in the Nordics`),
      },
      "surplus-northern-europe": {
        kind: "surplus",
        sharePercent: surplus,
        validFrom: assumed(fullFrom, "begins with the full phase"),
        servesFrom: assumed(
          ["EE", "IE", "LT", "LV"],
          "Northern Europe is stated; these are its other countries as the UN counts them (M49)",
        ),
      },
    },
    flexibility: {
      main: {
        contract: assumed("conditional-connection", flexibility),
        megawatts: assumed(20, flexibility),
        noticeSeconds: assumed(300, flexibility),
        rampSeconds: assumed(300, flexibility),
        callMinutes: assumed(240, flexibility),
        callsPerYear: assumed(20, flexibility),
        validFrom: assumed(fullFrom, "begins with the full phase"),
      },
    },
    storage: storageIn("narvik", "NO", jointVenture, jointVentureSeat),
    egress: { ...egressIn("narvik", "NO"), ...modelsIn("narvik", "NO") },
    egressProxy,
    monitoring,
  },
  tenants: {
    microsoft,
    openai,
    "norway-startups": standIn("A programme for Norwegian start-ups", "NO", ["NO"], ecosystem),
    "norway-research": standIn("A provider of computing to Norwegian research", "NO", ["NO"], ecosystem),
    "surplus-uk": throughNscale(["NO", "GB"]),
    "surplus-nordics": throughNscale(["NO", "IS"]),
    "surplus-northern-europe": throughNscale(["NO", "IS"]),
  },
  clusters,
  // One contract over the site: jobs are submitted at one cluster and run in any cluster of the full phase with room. Other tenants' jobs run where they are submitted.
  multiKueue: { manager: "initial-1", workers: ["full-1", "full-2", "full-3", "full-4", "full-5"], tenants: ["microsoft"] },
  deliveries,
  inference: {
    gateway: {
      ...gatewayOf("narvik", "initial-1", [...ofNorway, "surplus-uk", "surplus-nordics"]),
      servesPublicApi: assumed(true, `Norway is stated to serve the public API today (${fleetSheet}); which of its clusters does is not`),
    },
    weightsFrom: "models",
    endpoints: {
      scout: {
        ...serving.scout("norway-startups", [...ofNorway, "surplus-uk", "surplus-nordics"], { min: 2, max: 24 }),
        huggingFace: { status: "live" },
      },
      qwen3: serving.qwen3("norway-startups", ofNorway, 8),
      "deepseek-r1": serving.deepseekR1("norway-research", ofNorway, { min: 1, max: 6 }),
    },
  },
} satisfies StackInput;
