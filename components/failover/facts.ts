import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import type { PeerSites } from "./peers.ts";
import { routesAt } from "./routes.ts";

const site = z.strictObject({ stack: z.string(), jurisdiction: z.enum(jurisdictionCodes) });

const route = z.strictObject({
  residency: z.array(z.enum(jurisdictionCodes)).describe("where the tenant's data may lie"),
  stops: z.array(site).describe("the sites that serve it, in the order in which they take over; none: it is refused"),
  skippedSites: z
    .array(site.extend({ because: z.string() }))
    .describe("sites that the endpoint names and this tenant's requests never reach"),
});

/** Failover of a site's endpoints, by endpoint and then by tenant, for previews, policies and reviews. */
export const routingFactsSchema = z.record(z.string(), z.record(z.string(), route));
export type RoutingFacts = z.output<typeof routingFactsSchema>;

/** Sites that may serve a site's requests, for endpoints with other sites to fail over to, and for those with a tenant that is refused. */
export function routingFacts(stack: string, sites: PeerSites): RoutingFacts {
  const home = sites.get(stack);
  const byEndpoint = Map.groupBy(routesAt(stack, sites), ({ endpoint }) => endpoint);
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
