import type { StackInput } from "../components/schema/stack.ts";
import { assumed, stated } from "../components/lib/fact.ts";
import { nscale, onlyOwner, screened, screenedCompanies } from "./parties.ts";
import { loginAt, monitoring, nodeImagesIn } from "./platform.ts";
import { slurmLayer } from "./slurm.ts";
import { fleetSheet } from "./sources.ts";

const undisclosed = "not disclosed; a placeholder until the contract is entered";
const example = "no tenant of the site is public; an example that shows the layer";

const flexibility = "no promise to the grid is public; an example of a load that is connected on a condition";

const feedsReason = "not disclosed; feeds of 10 MW with one to spare";

/** Glomfjord: 30 MW of hydropower beside a plant of more than a century, growing to 60 MW. */
export default {
  asOf: "2026-11-01",
  site: {
    name: "Glomfjord",
    operator: nscale,
    owners: { nscale: onlyOwner("no other owner is known") },
    listScreenings: screenedCompanies({ nscale: nscale.legalName.value, "nscale-norway": "Nscale Norway AS" }),
    sovereigntyLevel: assumed(
      1,
      "no level is claimed in public; the highest that an operator seated outside the European Economic Area allows",
    ),
    location: {
      place: stated("Glomfjord, Arctic Norway", fleetSheet),
      gridZone: "NO4",
      latitudeDegrees: assumed(66.81, "the village's position on the map; the site's own is not disclosed"),
      longitudeDegrees: assumed(13.94, "the village's position on the map; the site's own is not disclosed"),
    },
    cooling: {
      system: stated("adiabatic", fleetSheet),
      supplies: assumed(["air"], "adiabatic cooling conditions the air; no liquid loop is disclosed, so hosts are air-cooled"),
    },
    efficiency: {
      powerUsageEffectiveness: assumed(1.2, "middle of 1.15 to 1.25, the planning range for adiabatic cooling in a cold climate"),
      waterUsageLitresPerKilowattHour: assumed(0.1, "adiabatic cooling that the arctic climate leaves idle for most of the year"),
      energyReuseFactor: assumed(0, "no heat reuse is disclosed"),
      loadFactor: assumed(0.85, "training keeps machines busy; the mean load is not disclosed"),
      renewableEnergyFactor: stated(1, `${fleetSheet}: 100 % hydropower`),
    },
    energyClaims: {
      offsetSharePercent: assumed(0, "no offsets are claimed in public"),
      hourlyMatchedPercent: assumed(95, "reservoirs follow the load, and the agreements hold the whole capacity; no score is disclosed"),
    },
    halls: {
      first: { rackKilowatts: assumed(40, "what air can carry away from a rack") },
      second: { rackKilowatts: assumed(40, "what air can carry away from a rack") },
    },
    phases: [
      {
        name: "initial",
        capacityMegawatts: stated(30, fleetSheet),
        energisedOn: assumed("2025-01-01", "the site runs today; the day of its first load is not disclosed"),
        feeds: { redundancy: assumed("N+1", feedsReason), count: assumed(4, feedsReason), megawattsEach: assumed(10, feedsReason) },
      },
      {
        name: "expansion",
        capacityMegawatts: stated(60, fleetSheet),
        energisedOn: assumed("2027-07-01", "the growth is stated without a date"),
        status: "planned",
        feeds: { redundancy: assumed("N+1", feedsReason), count: assumed(7, feedsReason), megawattsEach: assumed(10, feedsReason) },
      },
    ],
    powerAgreements: {
      "hydro-initial": {
        kind: "direct-ppa",
        source: stated("hydro", `${fleetSheet}: 100 % hydropower`),
        plantInOperationFrom: assumed("1920-01-01", "a plant over a century old is stated beside the site; its first day is not"),
        supplier: assumed("Hydropower producer at Glomfjord", undisclosed),
        megawatts: assumed(30, "the whole capacity of the phase"),
        gridZone: "NO4",
        validFrom: assumed("2025-01-01", "begins with the phase"),
        validTo: assumed("2036-12-31", "a term of twelve years, common for such agreements"),
        guaranteesOfOrigin: assumed("bundled-and-cancelled-for-site", "what a claim of 100 % hydropower needs"),
      },
      "hydro-expansion": {
        kind: "direct-ppa",
        source: stated("hydro", `${fleetSheet}: 100 % hydropower`),
        plantInOperationFrom: assumed("1920-01-01", "a plant over a century old is stated beside the site; its first day is not"),
        supplier: assumed("Hydropower producer at Glomfjord", undisclosed),
        megawatts: assumed(30, "the growth of the phase"),
        gridZone: "NO4",
        validFrom: assumed("2027-07-01", "begins with the phase"),
        validTo: assumed("2036-12-31", "ends with the first agreement"),
        guaranteesOfOrigin: assumed("bundled-and-cancelled-for-site", "what a claim of 100 % hydropower needs"),
      },
    },
    permits: {
      "grid-connection": {
        kind: "grid-connection",
        authority: assumed("Statnett", "the grid owner in NO4"),
        reference: assumed("glomfjord-60", undisclosed),
        grantedOn: assumed("2024-01-01", "before the first load, with the later growth reserved"),
        megawatts: assumed(60, "the capacity of the last phase"),
        conditionalMegawatts: assumed(2, flexibility),
      },
      planning: {
        kind: "planning",
        authority: assumed("Meløy municipality", "the municipality of Glomfjord"),
        reference: assumed("glomfjord-plan", undisclosed),
        grantedOn: assumed("2024-01-01", "before the first load"),
        phases: ["initial", "expansion"],
      },
      "nkom-registration": {
        kind: "registration",
        authority: stated("Nkom", "FOR-2024-12-18-3313: commercial data centres register before they start"),
        reference: assumed("nkom-glomfjord", undisclosed),
        grantedOn: assumed("2025-01-01", "the regulation's first day"),
        registrant: { legalName: assumed("the operator's Norwegian company", undisclosed), country: assumed("NO", undisclosed) },
      },
    },
    offtake: {
      "arctic-research": {
        kind: "priority-access",
        sharePercent: assumed(40, example),
        validFrom: assumed("2025-01-01", example),
        curtailment: { lowPriority: { sharePercent: assumed(20, flexibility), checkpointSeconds: assumed(600, flexibility) } },
      },
      "nordic-ai": {
        kind: "contract",
        sharePercent: assumed(50, example),
        validFrom: assumed("2025-01-01", example),
        validTo: assumed("2030-12-31", example),
      },
    },
    flexibility: {
      main: {
        contract: assumed("conditional-connection", flexibility),
        megawatts: assumed(2, flexibility),
        noticeSeconds: assumed(900, flexibility),
        rampSeconds: assumed(300, flexibility),
        callMinutes: assumed(240, flexibility),
        callsPerYear: assumed(20, flexibility),
        validFrom: assumed("2026-01-01", flexibility),
      },
    },
    storage: {
      encryptionKeys: {
        site: {
          holder: assumed("Nscale Norway AS", "keys are held by the operating company, in the country"),
          holderHeadquarters: assumed("NO", "keys are held by the operating company, in the country"),
          jurisdiction: "NO",
        },
      },
      classes: {
        fast: { provisioner: "csi.storage.nscale.example", parameters: { tier: "nvme" }, reclaimPolicy: "Delete", jurisdiction: "NO" },
        durable: {
          provisioner: "csi.storage.nscale.example",
          parameters: { tier: "replicated" },
          reclaimPolicy: "Retain",
          jurisdiction: "NO",
        },
      },
    },
    egress: {
      registry: { purpose: "registry", destination: { kind: "host", host: "registry.nscale.example" }, port: 443, jurisdiction: "NO" },
      "node-images": nodeImagesIn("NO"),
      identity: {
        purpose: "identity",
        destination: { kind: "host", host: "identity.glomfjord.nscale.example" },
        port: 443,
        jurisdiction: "NO",
      },
      telemetry: { purpose: "telemetry", destination: { kind: "host", host: "telemetry.nscale.example" }, port: 443, jurisdiction: "NO" },
      directory: { purpose: "identity", destination: { kind: "cidr", cidr: "10.10.0.48/29" }, port: 636, jurisdiction: "NO" },
    },
    egressProxy: { address: "10.10.0.20", port: 3128 },
    monitoring,
  },
  tenants: {
    "arctic-research": {
      organisation: {
        legalName: assumed("Arctic Research Computing AS", example),
        headquarters: assumed("NO", example),
        ultimateParent: { legalName: assumed("Arctic Research Computing AS", example), headquarters: assumed("NO", example) },
      },
      identityCheckedOn: assumed("2026-09-01", example),
      listScreening: screened,
      residency: ["NO"],
    },
    "nordic-ai": {
      organisation: {
        legalName: assumed("Nordic AI AB", example),
        headquarters: assumed("SE", example),
        ultimateParent: { legalName: assumed("Nordic AI AB", example), headquarters: assumed("SE", example) },
      },
      identityCheckedOn: assumed("2026-09-01", example),
      listScreening: screened,
      residency: ["NO", "IS"],
    },
  },
  clusters: {
    "initial-b200": {
      accelerator: "b200",
      gpus: assumed(13_312, "52 scalable units of 32 hosts: what 30 MW carries at this PUE, less some reserve"),
      phase: "initial",
      hall: "first",
      fabric: { kind: "infiniband" },
      controlPlane: { endpoint: { host: "10.10.0.10" }, authentication: loginAt("glomfjord") },
      network: { podCidr: "10.64.0.0/12" },
      slurm: {
        ...slurmLayer,
        scalableUnits: assumed(16, example),
        login: {
          replicas: 2,
          allowedCidrs: ["10.0.0.0/8"],
          directory: {
            kind: "ldap",
            uri: "ldaps://directory.glomfjord.nscale.example",
            searchBase: "dc=nscale,dc=example",
            egress: "directory",
          },
          // A placeholder: the private half of this key does not exist.
          authentication: {
            kind: "certificate-authority",
            publicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHSj+JJK7FimpsbkqC62KDojAI/+i+ouRtMWUXZLd065 placeholder"],
          },
        },
      },
    },
    "expansion-b300": {
      accelerator: "b300",
      gpus: assumed(13_312, "52 scalable units of 32 hosts in the second 30 MW"),
      phase: "expansion",
      hall: "second",
      fabric: { kind: "roce", planes: assumed(4, "the fabric of the expansion is not disclosed") },
      controlPlane: { endpoint: { host: "10.20.0.10" }, authentication: loginAt("glomfjord") },
      network: { podCidr: "10.64.0.0/12" },
    },
  },
  deliveries: {
    "initial-b200": {
      deliveredOn: assumed("2025-03-01", "the deliveries are not disclosed"),
      origin: assumed("TW", "where such hosts are commonly assembled"),
      authorisation: {
        kind: "not-required",
        basis: stated("Norway is in country group A:5", "15 CFR part 740, supplement 1: 3A090.a needs no licence to A:5 destinations"),
      },
    },
    "expansion-b300": {
      deliveredOn: assumed("2027-08-01", "after the phase is energised"),
      origin: assumed("TW", "where such hosts are commonly assembled"),
      authorisation: {
        kind: "not-required",
        basis: stated("Norway is in country group A:5", "15 CFR part 740, supplement 1: 3A090.a needs no licence to A:5 destinations"),
      },
    },
  },
} satisfies StackInput;
