import type { RoutingFacts } from "../schema/contracts/fleet.ts";
import type { PeerSites } from "./peers.ts";
import { routesAt } from "./routes.ts";

/** Sites that may serve a site's requests, for endpoints with other sites to fail over to, and for those with a tenant that is refused. */
export function routingFacts(stackName: string, sites: PeerSites): RoutingFacts {
  const home = sites.get(stackName);
  const byEndpoint = Map.groupBy(routesAt(stackName, sites), ({ endpoint }) => endpoint);
  const shown = [...byEndpoint].filter(
    ([endpoint, routes]) => (home?.endpoints[endpoint]?.failover.length ?? 0) > 0 || routes.some(({ stops }) => stops.length === 0),
  );
  return Object.fromEntries(
    shown.map(([endpoint, routes]) => [
      endpoint,
      Object.fromEntries(
        routes.map(({ tenant, stops, skippedSites }) => [
          tenant,
          { residency: [...(home?.residency[tenant] ?? [])], stops: [...stops], skippedSites: [...skippedSites] },
        ]),
      ),
    ]),
  );
}
