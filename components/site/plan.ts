import { jurisdictions } from "../catalog/jurisdictions.ts";
import { topologyKeys } from "../lib/topology-keys.ts";
import type { SiteSpec } from "../schema/site.ts";

/** Labels of everything that belongs to a site: its namespace in the management cluster, and its facts. */
export function siteLabels(key: string, site: SiteSpec): Record<string, string> {
  const { jurisdiction, gridZone } = site.location;
  return {
    [topologyKeys.region]: jurisdictions[jurisdiction].region,
    [topologyKeys.zone]: key,
    "nscale.com/jurisdiction": jurisdiction,
    "nscale.com/grid-zone": gridZone,
  };
}

/** The facts of a site that other systems read in its management cluster. */
export function siteFacts(site: SiteSpec): Record<string, string> {
  const { place, jurisdiction, gridZone } = site.location;
  const { country, name, eu, eea } = jurisdictions[jurisdiction];
  return {
    site: site.name,
    place: place.value,
    operator: site.operator.legalName.value,
    operatorHeadquarters: site.operator.headquarters.value,
    jurisdiction,
    country,
    countryName: name,
    inEuropeanUnion: String(eu),
    inEuropeanEconomicArea: String(eea),
    gridZone,
    cooling: site.cooling.system.value,
    powerUsageEffectiveness: String(site.efficiency.powerUsageEffectiveness.value),
  };
}
