import type { ServingSites } from "./routing-sites.ts";
import { routesAt } from "./routing.ts";
import type { FleetSummary } from "./schema.ts";

/** What a preview shows of the ways of requests, and policies and reviews judge: by endpoint, then by tenant. */
export type RoutingFacts = FleetSummary["routing"][string];

/** Where what comes in at a site may be served: of the endpoints that other sites stand in for, and of those that some tenant is refused. */
export function routingFacts(stack: string, sites: ServingSites): RoutingFacts {
  const home = sites.get(stack);
  const byEndpoint = Map.groupBy(routesAt(stack, sites), ({ endpoint }) => endpoint);
  const shown = [...byEndpoint].filter(
    ([endpoint, routes]) => (home?.endpoints[endpoint]?.failover.length ?? 0) > 0 || routes.some(({ stops }) => stops.length === 0),
  );
  return Object.fromEntries(
    shown.map(([endpoint, routes]) => [
      endpoint,
      Object.fromEntries(
        routes.map(({ tenant, stops, detours }) => [
          tenant,
          { residency: [...(home?.residency[tenant] ?? [])], stops: [...stops], detours: [...detours] },
        ]),
      ),
    ]),
  );
}
