import type { Resource } from "../../policies/lib/rule.ts";
import { resource } from "./policies.ts";

/** By dotted path: the value that a field has instead, or nothing where the value is undefined. */
export type Changes = Readonly<Record<string, unknown>>;

/** The facts with some of them changed. */
function changed(facts: Resource["props"], changes: Changes): Resource["props"] {
  const copy = structuredClone(facts);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const holder = keys.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), copy) as object;
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else Reflect.set(holder, last, structuredClone(value));
  }
  return copy;
}

/** A site in northern Norway, cooled by liquid. */
export const site = (changes: Changes = {}): Resource =>
  resource(
    "nscale:site:Site",
    "north",
    changed(
      {
        location: { jurisdiction: "NO", gridZone: "NO4", latitudeDegrees: 68 },
        cooling: { system: "closed-loop-direct-to-chip", supplies: ["direct-to-chip-liquid"] },
        efficiency: {
          powerUsageEffectiveness: 1.15,
          waterUsageLitresPerKilowattHour: 0.1,
          energyReuseFactor: 0.1,
          renewableEnergyFactor: 1,
        },
        energyClaims: { offsetSharePercent: 0, hourlyMatchedPercent: 95 },
        halls: { "hall-1": { rackKilowatts: 140 } },
        powerContractedUntil: "2036-12-31",
        offtake: {},
      },
      changes,
    ),
  );

/** 20 MW of hydropower, contracted directly in the site's zone, from the day of the first phase for eleven years. */
export const agreement = (changes: Changes = {}, name = "hydro"): Resource =>
  resource(
    "nscale:site:PowerAgreement",
    name,
    changed(
      {
        kind: "direct-ppa",
        source: "hydro",
        megawatts: 20,
        gridZone: "NO4",
        validFrom: "2026-01-01",
        validTo: "2036-12-31",
        guaranteesOfOrigin: "bundled-and-cancelled-for-site",
      },
      changes,
    ),
  );

/** 40 MW from the grid of Great Britain, to be replaced by the end of 2030. */
export const gridAgreement = (changes: Changes = {}): Resource =>
  agreement(
    {
      kind: "grid",
      source: "grid-mix",
      megawatts: 40,
      gridZone: "GB",
      guaranteesOfOrigin: "none",
      renewablePlan: { source: "wind", megawatts: 40, by: "2030-12-31" },
      ...changes,
    },
    "grid",
  );

/** 20 MW since the beginning of 2026. */
export const phase = (changes: Changes = {}, name = "initial"): Resource =>
  resource("nscale:site:Phase", name, changed({ name, capacityMegawatts: 20, energisedOn: "2026-01-01", status: "energised" }, changes));

/** 40 MW from July 2027, of which nothing is built yet. */
export const secondPhase = (changes: Changes = {}): Resource =>
  phase({ capacityMegawatts: 40, energisedOn: "2027-07-01", status: "planned", ...changes }, "second");

/** 100 racks of GB300: 14 MW, and 16.1 MW at the site's effectiveness. */
export const cluster = (changes: Changes = {}, name = "training"): Resource =>
  resource(
    "nscale:cluster:GpuCluster",
    name,
    changed(
      { accelerator: "gb300-nvl72", gpus: 7_200, phase: "initial", hall: "hall-1", unitsPerRack: 1, facilityMegawatts: 16.1 },
      changes,
    ),
  );

/** The same again in the second phase. */
export const secondCluster = (changes: Changes = {}): Resource => cluster({ phase: "second", ...changes }, "second-training");

/** 20 MW of grid connection, granted in 2025. */
export const connection = (changes: Changes = {}, name = "grid-connection"): Resource =>
  resource(
    "nscale:site:Permit",
    name,
    changed({ kind: "grid-connection", authority: "Statnett", reference: "grid-1", grantedOn: "2025-06-01", megawatts: 20 }, changes),
  );

/** Leave to build the first phase, granted in 2025. */
export const planning = (changes: Changes = {}): Resource =>
  resource(
    "nscale:site:Permit",
    "planning",
    changed({ kind: "planning", authority: "Municipality", reference: "plan-1", grantedOn: "2025-06-01", phases: ["initial"] }, changes),
  );

/** Registration with Nkom, before the first phase. */
export const registration = (changes: Changes = {}): Resource =>
  resource(
    "nscale:site:Permit",
    "registration",
    changed({ kind: "registration", authority: "Nkom", reference: "nkom-1", grantedOn: "2025-12-01" }, changes),
  );

/** 5 MW that give way to the grid owner, from 2026 on. */
export const promiseToGrid = (changes: Changes = {}): Resource =>
  resource(
    "nscale:site:Flexibility",
    "main",
    changed({ contract: "conditional-connection", megawatts: 5, validFrom: "2026-01-01" }, changes),
  );
