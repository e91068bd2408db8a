import { carbonIntensity } from "../catalog/carbon.ts";
import { hoursPerYear } from "../lib/date.ts";
import type { Fact } from "../lib/fact.ts";
import type { Summary } from "../summary/schema.ts";
import type { FleetSummary } from "./schema.ts";

const renewable = new Set(["hydro", "geothermal", "wind", "solar"]);
const cancelled = "bundled-and-cancelled-for-site";

interface SiteEnergy {
  readonly megawatts: number;
  readonly megawattHours: number;
  readonly bySource: Readonly<Record<string, number>>;
  readonly locationTonnes: number;
  readonly marketTonnes: number;
  readonly sources: readonly string[];
}

const sourceOf = (fact: Fact<number>) => (fact.basis === "assumed" ? `assumed: ${fact.reason}` : fact.source);

/** A year of a site with all its clusters running, under the agreements of its last phase. */
function siteEnergy({ site, phases, power }: Summary): SiteEnergy {
  const megawatts = phases.at(-1)?.facilityMegawatts ?? 0;
  const megawattHours = megawatts * site.loadFactor * hoursPerYear;
  const contracted = power.reduce((sum, agreement) => sum + agreement.megawatts, 0);
  const intensity = carbonIntensity[site.gridZone];
  const unmatched = intensity.withoutGuaranteesGramsPerKwh ?? intensity.physicalGramsPerKwh;
  const bySource: Record<string, number> = {};
  let marketTonnes = 0;
  for (const agreement of power) {
    const share = (megawattHours * agreement.megawatts) / contracted;
    bySource[agreement.source] = (bySource[agreement.source] ?? 0) + share;
    const isClean = renewable.has(agreement.source) && agreement.guaranteesOfOrigin === cancelled;
    // MWh times g/kWh is kilograms.
    if (!isClean) marketTonnes += (share * unmatched.value) / 1000;
  }
  return {
    megawatts,
    megawattHours,
    bySource,
    locationTonnes: (megawattHours * intensity.physicalGramsPerKwh.value) / 1000,
    marketTonnes,
    sources: [sourceOf(intensity.physicalGramsPerKwh), ...(marketTonnes > 0 ? [sourceOf(unmatched)] : [])],
  };
}

/** The fleet's energy and carbon of a year, with all planned clusters running. */
export function fleetEnergy(summaries: readonly Summary[]): FleetSummary["energy"] {
  const sites = summaries.map(siteEnergy);
  const sum = (of: (site: SiteEnergy) => number) => Math.round(sites.reduce((total, site) => total + of(site), 0));
  const sources = [...new Set(sites.flatMap(({ bySource }) => Object.keys(bySource)))].sort();
  return {
    facilityMegawatts: Math.round(sites.reduce((total, { megawatts }) => total + megawatts, 0) * 1e6) / 1e6,
    megawattHoursPerYear: sum(({ megawattHours }) => megawattHours),
    megawattHoursBySource: Object.fromEntries(sources.map((source) => [source, sum(({ bySource }) => bySource[source] ?? 0)])),
    locationBasedTonnesCo2PerYear: sum(({ locationTonnes }) => locationTonnes),
    marketBasedTonnesCo2PerYear: sum(({ marketTonnes }) => marketTonnes),
    sources: [...new Set(sites.flatMap((site) => site.sources))].sort(),
  };
}
