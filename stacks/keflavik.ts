import { announced, assumed, stated } from "../components/lib/fact.ts";
import type { StackInput } from "../components/schema/stack.ts";
import { nscale, onlyOwner, screenedCompanies, standIn } from "./parties.ts";
import { egressIn, egressProxy, fromTaiwan, gb300, loginAt, monitoring, storageIn } from "./platform.ts";
import { announcements, fleetSheet } from "./sources.ts";

const undisclosed = "not disclosed; a placeholder until the contract is entered";
const permitUndisclosed = "not disclosed; before the load that it allows";
const example = "no tenant of the site is public; an example that shows the layer";
const feedsReason = "not disclosed; feeds of 7.5 MW with one to spare";
const townReason = "the town of Keflavík on the map; the site's own position is not disclosed";
const endOfAgreement = "2035-12-31";

/** Keflavik: more than 4,600 Blackwell Ultra GPUs on Iceland's geothermal power. */
export default {
  asOf: "2026-11-01",
  site: {
    name: "Keflavik",
    operator: nscale,
    owners: { nscale: onlyOwner("of the GPUs, no other owner is known; the campus is Verne's, second-hand") },
    listScreenings: screenedCompanies({ nscale: nscale.legalName.value, "nscale-iceland": "Nscale's company in Iceland" }),
    sovereigntyLevel: assumed(
      1,
      "no level is claimed in public; the highest that an operator seated outside the European Economic Area allows",
    ),
    location: {
      place: stated("Iceland", fleetSheet),
      gridZone: "IS",
      latitudeDegrees: assumed(64, townReason),
      longitudeDegrees: assumed(-22.56, townReason),
    },
    cooling: {
      system: stated("not-disclosed", fleetSheet),
      supplies: announced(["air", "direct-to-chip-liquid"], `${announcements.verne}: 85 % by liquid, 15 % by air`),
    },
    efficiency: {
      powerUsageEffectiveness: assumed(
        1.2,
        "above 1.10 to 1.15, the planning range for direct-to-chip liquid, since air takes a part; the climate is cold",
      ),
      waterUsageLitresPerKilowattHour: assumed(0, "a cold climate needs no evaporation; the cooling is not disclosed"),
      energyReuseFactor: assumed(0, "no heat reuse is disclosed"),
      renewableEnergyFactor: assumed(
        1,
        "geothermal power is stated, and the island's grid runs on renewable sources alone; the share is not stated",
      ),
      loadFactor: assumed(0.85, "training keeps machines busy; the mean load is not disclosed"),
    },
    energyClaims: {
      offsetSharePercent: assumed(0, "no offsets are claimed in public"),
      hourlyMatchedPercent: assumed(
        95,
        "geothermal plants run day and night, and the agreement holds the whole capacity; no score is disclosed",
      ),
    },
    halls: { first: { rackKilowatts: assumed(140, "what a GB300 NVL72 rack draws at its highest; the hall is not disclosed") } },
    phases: [
      {
        name: "initial",
        capacityMegawatts: announced(15, announcements.verne),
        energisedOn: assumed("2026-03-01", "the GPUs were announced for 2026, second-hand; the day of the first load is not disclosed"),
        feeds: { redundancy: assumed("N+1", feedsReason), count: assumed(3, feedsReason), megawattsEach: assumed(7.5, feedsReason) },
        gpuGoal: {
          product: stated("Blackwell Ultra", fleetSheet),
          accelerator: assumed(
            "gb300-nvl72",
            "Blackwell Ultra comes as B300 hosts or GB300 racks; the announced 85 % of liquid cooling is what such racks need",
          ),
          gpus: stated(4_600, `${fleetSheet}: 4,600+`),
          orMore: true,
        },
      },
    ],
    powerAgreements: {
      geothermal: {
        kind: "direct-ppa",
        source: stated("geothermal", fleetSheet),
        supplier: assumed("Geothermal power producer on Reykjanes", undisclosed),
        megawatts: assumed(15, "the whole capacity of the phase; how the power is contracted is not disclosed"),
        gridZone: "IS",
        priorityClass: assumed("priority", "what training that must not stop needs; the class of supply is not disclosed"),
        validFrom: assumed("2026-03-01", "begins with the phase"),
        validTo: assumed(endOfAgreement, "a term of ten years, common for such agreements"),
        guaranteesOfOrigin: assumed("bundled-and-cancelled-for-site", "what a claim of geothermal power needs"),
      },
    },
    permits: {
      "grid-connection": {
        kind: "grid-connection",
        authority: assumed("Landsnet", "owner of the transmission grid"),
        reference: assumed("keflavik-15", undisclosed),
        grantedOn: assumed("2025-12-01", permitUndisclosed),
        megawatts: assumed(15, "the capacity of the phase"),
      },
      planning: {
        kind: "planning",
        authority: assumed("Reykjanesbær municipality", "the municipality of Keflavík"),
        reference: assumed("keflavik-plan", undisclosed),
        grantedOn: assumed("2025-12-01", permitUndisclosed),
        phases: ["initial"],
      },
    },
    offtake: {
      "icelandic-language": { kind: "priority-access", sharePercent: assumed(25, example), validFrom: assumed("2026-03-01", example) },
      "atlantic-models": {
        kind: "contract",
        sharePercent: assumed(75, example),
        validFrom: assumed("2026-03-01", example),
        validTo: assumed("2031-02-28", example),
      },
    },
    storage: storageIn(
      "keflavik",
      "IS",
      assumed("Nscale's company in Iceland", "keys are held by the operating company, in the country; its name is not disclosed"),
      assumed("IS", "keys are held by the operating company, in the country"),
    ),
    egress: egressIn("keflavik", "IS"),
    egressProxy,
    monitoring,
  },
  tenants: {
    "icelandic-language": standIn("An Icelandic language institute", "IS", ["IS"], example),
    "atlantic-models": standIn("Atlantic Models ehf.", "IS", ["IS", "NO"], example),
  },
  clusters: {
    "initial-1": {
      ...gb300,
      gpus: stated(4_600, `${fleetSheet}: 4,600+`),
      controlPlane: { endpoint: { host: "10.10.0.10" }, authentication: loginAt("keflavik") },
    },
  },
  deliveries: {
    "initial-1": fromTaiwan("Iceland", "2026-06-01", "announced for 2026, second-hand; the day is not disclosed"),
  },
} satisfies StackInput;
