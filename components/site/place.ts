import { jurisdictions } from "../catalog/jurisdictions.ts";
import { topologyKeys } from "../lib/topology-keys.ts";
import { registryOf } from "./registry.ts";
import type { SiteSpec } from "../schema/site.ts";

/** Sources and place of a site's workloads. */
export interface Place {
  /** The site's own registry, a mirror of publishers' images and charts; undefined if it has none. */
  readonly registry: string | undefined;
  readonly regionSelector: Readonly<Record<string, string>>;
}

/** Binds pods to the site's region, since a queue may dispatch a job to another cluster. */
export const regionSelector = ({ location }: Pick<SiteSpec, "location">): Readonly<Record<string, string>> => ({
  [topologyKeys.region]: jurisdictions[location.jurisdiction].region,
});

export const placeOf = (site: Pick<SiteSpec, "location" | "egress">): Place => ({
  registry: registryOf(site),
  regionSelector: regionSelector(site),
});
