import { jurisdictions } from "../catalog/jurisdictions.ts";
import { topologyKeys } from "../lib/topology-keys.ts";
import { registryOf } from "./registry.ts";
import type { SiteSpec } from "../schema/site.ts";

/** Where what runs at a site comes from, and where it may run. */
export interface Place {
  /** The site's own registry, which keeps what others publish; undefined where it has none. */
  readonly registry: string | undefined;
  readonly regionSelector: Readonly<Record<string, string>>;
}

/** Binds pods to the site's region: a queue may carry a job to another cluster. */
export const regionSelector = ({ location }: Pick<SiteSpec, "location">): Readonly<Record<string, string>> => ({
  [topologyKeys.region]: jurisdictions[location.jurisdiction].region,
});

export const placeOf = (site: Pick<SiteSpec, "location" | "egress">): Place => ({
  registry: registryOf(site),
  regionSelector: regionSelector(site),
});
