import type { JurisdictionCode } from "../catalog/jurisdictions.ts";
import type { ServingEndpoint, PeerSite, PeerSites } from "./peers.ts";

/** A site that a request may go to. */
export interface Stop {
  readonly stack: string;
  readonly jurisdiction: JurisdictionCode;
}

/** A site that a request does not go to, though the endpoint names it. */
export interface SkippedSite extends Stop {
  readonly because: string;
}

/** Where a tenant's requests for a model that come in at one site may be served. */
export interface TenantRoute {
  readonly tenant: string;
  /** The key of the endpoint at that site. */
  readonly endpoint: string;
  readonly servedAs: string;
  /** The site itself, then those that take over, in their order. Where none is left, the request is refused. */
  readonly stops: readonly Stop[];
  readonly skippedSites: readonly SkippedSite[];
}

/** The endpoint of a site under a served name. */
export const endpointServing = ({ endpoints }: PeerSite, servedAs: string): ServingEndpoint | undefined =>
  Object.values(endpoints).find((endpoint) => endpoint.servedAs === servedAs);

/** Why a tenant's requests may not go from its home to a site: nothing where they may. Both sites' data must allow it. */
export function refusalOf(tenant: string, servedAs: string, home: PeerSite, site: PeerSite): string | undefined {
  const { jurisdiction } = site;
  const forbidding = [home, site].find(({ residency }) => residency[tenant]?.includes(jurisdiction) !== true);
  if (forbidding !== undefined) {
    const allowed = forbidding.residency[tenant] ?? [];
    return `${jurisdiction} is outside the residency of ${tenant}: ${allowed.length > 0 ? allowed.join(", ") : "it has none there"}`;
  }
  const endpoint = endpointServing(site, servedAs);
  if (endpoint === undefined) return `it does not serve ${servedAs}`;
  if (!endpoint.tenants.includes(tenant)) return `its endpoint is not open to ${tenant}`;
  return site.gateway?.keyGenerations[tenant] !== undefined ? undefined : `its gateway has no key of ${tenant}`;
}

/**
 * The routes of what comes in at a site, a tenant and an endpoint each, in the order of the data. Whatever is not allowed is left out, and a site that may not
 * serve a tenant itself hands its requests to nobody either: such a route has no stop.
 */
export function routesAt(stack: string, sites: PeerSites): TenantRoute[] {
  const home = sites.get(stack);
  if (home === undefined) return [];
  return Object.entries(home.endpoints).flatMap(([key, endpoint]) =>
    endpoint.tenants.map((tenant) => routeOf(tenant, key, endpoint, stack, home, sites)),
  );
}

function routeOf(
  tenant: string,
  endpoint: string,
  { servedAs, failover }: ServingEndpoint,
  stack: string,
  home: PeerSite,
  sites: PeerSites,
): TenantRoute {
  const stops: Stop[] = [];
  const skippedSites: SkippedSite[] = [];
  for (const name of [stack, ...failover]) {
    const site = sites.get(name);
    // A stack that is not there is refused before, by the rules.
    if (site === undefined) continue;
    const stop = { stack: name, jurisdiction: site.jurisdiction };
    const because = refusalOf(tenant, servedAs, home, site);
    if (because === undefined) stops.push(stop);
    else skippedSites.push({ ...stop, because });
  }
  return { tenant, endpoint, servedAs, stops: stops[0]?.stack === stack ? stops : [], skippedSites };
}
