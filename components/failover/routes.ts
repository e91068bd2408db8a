import type { JurisdictionCode } from "../catalog/jurisdictions.ts";
import type { ServingEndpoint, PeerSite, PeerSites } from "./peers.ts";

/** A site that a request may go to. */
export interface Stop {
  readonly stack: string;
  readonly jurisdiction: JurisdictionCode;
}

/** A site that the endpoint names, but that requests do not go to. */
export interface SkippedSite extends Stop {
  readonly because: string;
}

/** The sites that may serve a tenant's requests for a model that come in at one site. */
export interface TenantRoute {
  readonly tenant: string;
  /** Key of the endpoint at that site. */
  readonly endpoint: string;
  readonly servedAs: string;
  /** The site itself, then those that take over, in their order. If none is left, the request is refused. */
  readonly stops: readonly Stop[];
  readonly skippedSites: readonly SkippedSite[];
}

/** The endpoint of a site with a served name. */
export const endpointServing = ({ endpoints }: PeerSite, servedAs: string): ServingEndpoint | undefined =>
  Object.values(endpoints).find((endpoint) => endpoint.servedAs === servedAs);

/** The reason why a tenant's requests may not go from its home to a site; undefined if they may. Both sites' data must allow it. */
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
 * The routes of a site's requests, one per tenant and endpoint, in the order of the data. Sites that are not allowed are left out. A site that may not
 * serve a tenant itself forwards none of its requests either: such a route has no stops.
 */
export function routesAt(stackName: string, sites: PeerSites): TenantRoute[] {
  const home = sites.get(stackName);
  if (home === undefined) return [];
  return Object.entries(home.endpoints).flatMap(([key, endpoint]) =>
    endpoint.tenants.map((tenant) => routeOf(tenant, key, endpoint, stackName, home, sites)),
  );
}

function routeOf(
  tenant: string,
  endpoint: string,
  { servedAs, failover }: ServingEndpoint,
  stackName: string,
  home: PeerSite,
  sites: PeerSites,
): TenantRoute {
  const stops: Stop[] = [];
  const skippedSites: SkippedSite[] = [];
  for (const name of [stackName, ...failover]) {
    const site = sites.get(name);
    // The rules have already refused stacks that do not exist.
    if (site === undefined) continue;
    const stop = { stack: name, jurisdiction: site.jurisdiction };
    const because = refusalOf(tenant, servedAs, home, site);
    if (because === undefined) stops.push(stop);
    else skippedSites.push({ ...stop, because });
  }
  return { tenant, endpoint, servedAs, stops: stops[0]?.stack === stackName ? stops : [], skippedSites };
}
