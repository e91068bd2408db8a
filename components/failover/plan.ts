import { clientsOf, headers } from "../inference/gateway/names.ts";
import { failoverRouteName, gatewayNamespace, modelRouteName, siteBackendName } from "../names/gateway.ts";
import type { JurisdictionCode } from "../catalog/jurisdictions.ts";
import { requestSeconds } from "../inference/gateway/plan/timeouts.ts";
import type { GatewayPlan } from "../inference/gateway/plan/index.ts";
import { envoyGatewayVersion, type EnvoyPatchPolicySpec, type HttpRouteFilterSpec } from "../crd/envoy-gateway.ts";
import type { FailoverTrafficSpec, SiteBackendSpec } from "../crd/failover.ts";
import type { Manifest } from "../crd/foreign-kind.ts";
import type { HttpRouteSpec, LocalReference } from "../crd/gateway-api.ts";
import { hopHeader, noHop } from "./hand-over.ts";
import { planOrder } from "./priorities.ts";
import type { ServingEndpoint, ServingGateway, PeerSite, PeerSites } from "./peers.ts";
import { planTraffic } from "./traffic.ts";
import { routesAt, type Stop, type TenantRoute } from "./routes.ts";

type RouteRule = HttpRouteSpec["rules"][number];

/** The objects of a site's failover, in its gateway. */
export interface FailoverPlan {
  /** By endpoint: takes precedence over the model's route, for requests from clients and not from other sites. */
  readonly routes: Readonly<Record<string, Manifest<HttpRouteSpec>>>;
  /** By stack: the gateways that requests may go to, the site's own included. */
  readonly backends: Readonly<Record<string, Manifest<SiteBackendSpec>>>;
  /** The response if no site is left that may serve the tenant. */
  readonly refusal: Manifest<HttpRouteFilterSpec>;
  readonly traffic: Manifest<FailoverTrafficSpec>;
  /** By stack: the places of the backends. */
  readonly egress: Readonly<Record<string, FailoverEgressPlan>>;
  /** Undefined if no list has two sites to fail over to. */
  readonly order: Manifest<EnvoyPatchPolicySpec> | undefined;
}

/** The address and place of a gateway that requests may go to. */
export interface FailoverEgressPlan {
  readonly purpose: "failover";
  readonly destination: { readonly kind: "host"; readonly host: string };
  readonly port: number;
  readonly jurisdiction: JurisdictionCode;
}

const gatewayPort = 443;

const metadata = (name: string) => ({ name, namespace: gatewayNamespace });

const reference = (kind: string, name: string): LocalReference => ({ group: envoyGatewayVersion.split("/", 1)[0] ?? "", kind, name });

const refusalName = "no-site-left";

/** Tenants whose requests for an endpoint go to the same sites. */
interface Way {
  readonly tenants: readonly string[];
  readonly stops: readonly Stop[];
}

/** The ways of an endpoint's tenants, without those that the model's own route covers: served at this site alone. */
function waysOf(routes: readonly TenantRoute[], stackName: string): Way[] {
  const groups = Map.groupBy(routes, ({ stops }) => stops.map((stop) => stop.stack).join(" "));
  return [...groups].flatMap(([stops, group]) =>
    stops === stackName ? [] : [{ tenants: group.map(({ tenant }) => tenant), stops: group[0]?.stops ?? [] }],
  );
}

/** The rule of the model's own route, restricted to these tenants and directed to these sites; without sites, it refuses. */
function ruleOf({ tenants, stops }: Way, own: RouteRule, stackName: string, endpoint: ServingEndpoint): RouteRule {
  const matches = own.matches.map((match) => ({
    ...match,
    // One header more than the model's own route matches, so this route takes precedence.
    headers: [
      ...(match.headers ?? []).filter(({ name }) => name !== headers.client),
      { type: "RegularExpression" as const, name: headers.client, value: clientsOf(tenants) },
      { type: "Exact" as const, name: hopHeader, value: noHop },
    ],
  }));
  if (stops.length === 0) {
    return { matches, filters: [{ type: "ExtensionRef", extensionRef: reference("HTTPRouteFilter", refusalName) }] };
  }
  return {
    matches,
    filters: [{ type: "RequestHeaderModifier", requestHeaderModifier: { set: [{ name: hopHeader, value: stackName }] } }],
    backendRefs: stops.map((stop) => ({ ...reference("Backend", siteBackendName(stop.stack)), weight: 1 })),
    timeouts: { request: `${requestSeconds(endpoint, stops.length)}s` },
  };
}

const planBackend = (name: string, { address, hostname }: ServingGateway, isHome: boolean): Manifest<SiteBackendSpec> => ({
  metadata: metadata(siteBackendName(name)),
  spec: {
    endpoints: [{ fqdn: { hostname: address, port: gatewayPort } }],
    fallback: !isHome,
    tls: { wellKnownCACertificates: "System", sni: hostname },
  },
});

/** The gateways of the stacks on these ways, and their places. */
function planGateways(ways: readonly Way[], stackName: string, sites: PeerSites): Pick<FailoverPlan, "backends" | "egress"> {
  const stacks = [...new Set(ways.flatMap(({ stops }) => stops.map((stop) => stop.stack)))].sort();
  const found = stacks.flatMap((name) => {
    const site = sites.get(name);
    return site?.gateway === undefined ? [] : [{ name, jurisdiction: site.jurisdiction, gateway: site.gateway }];
  });
  return {
    backends: Object.fromEntries(found.map(({ name, gateway }) => [name, planBackend(name, gateway, name === stackName)])),
    egress: Object.fromEntries(
      found.map(({ name, jurisdiction, gateway }) => [
        name,
        { purpose: "failover", destination: { kind: "host", host: gateway.address }, port: gatewayPort, jurisdiction },
      ]),
    ),
  };
}

/**
 * The objects by which a site's gateway forwards requests to other sites' gateways while it cannot serve them itself, only to sites in each tenant's residency.
 * Undefined if every endpoint is served here alone.
 */
export function planFailover(stackName: string, sites: PeerSites, gateway: GatewayPlan): FailoverPlan | undefined {
  const home = sites.get(stackName);
  if (home === undefined) return undefined;
  const byEndpoint = Map.groupBy(routesAt(stackName, sites), ({ endpoint }) => endpoint);
  const planned = [...byEndpoint].flatMap(([endpoint, routes]) => {
    const ways = waysOf(routes, stackName);
    return ways.length === 0 ? [] : [{ endpoint, ways, manifest: planRoute(endpoint, ways, stackName, home, gateway) }];
  });
  if (planned.length === 0) return undefined;
  const names = planned.map(({ manifest }) => manifest.metadata.name);
  const most = Math.max(...planned.flatMap(({ ways }) => ways.map(({ stops }) => stops.length)));
  return {
    routes: Object.fromEntries(planned.map(({ endpoint, manifest }) => [endpoint, manifest])),
    ...planGateways(
      planned.flatMap(({ ways }) => ways),
      stackName,
      sites,
    ),
    refusal: planRefusal(gateway),
    traffic: planTraffic(names, most, gateway.backendTraffic.spec),
    order: planOrder(
      planned.map(({ ways, manifest }) => ({ route: manifest.metadata.name, stops: ways.map(({ stops }) => stops.length) })),
    ),
  };
}

function planRoute(
  endpoint: string,
  ways: readonly Way[],
  stackName: string,
  home: PeerSite,
  gateway: GatewayPlan,
): Manifest<HttpRouteSpec> {
  const own = gateway.routes[modelRouteName(endpoint)];
  const [rule] = own?.spec.rules ?? [];
  const declared = home.endpoints[endpoint];
  if (own === undefined || rule === undefined || declared === undefined)
    throw new Error(`the gateway has no route of endpoint ${endpoint}`);
  return {
    metadata: metadata(failoverRouteName(endpoint)),
    spec: { ...own.spec, rules: ways.map((way) => ruleOf(way, rule, stackName, declared)) },
  };
}

/** The gateway's response if no site serves the model, or none may. */
function planRefusal({ backendTraffic }: GatewayPlan): Manifest<HttpRouteFilterSpec> {
  const unavailable = backendTraffic.spec.responseOverride.find(({ match }) => match.statusCodes.some(({ value }) => value === 503));
  if (unavailable === undefined) throw new Error("the gateway has no answer of status 503");
  const { contentType, body } = unavailable.response;
  return { metadata: metadata(refusalName), spec: { directResponse: { statusCode: 503, contentType, body } } };
}
