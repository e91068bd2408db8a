import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jurisdictionCodes } from "../../../components/catalog/jurisdictions.ts";
import { hopHeader } from "../../../components/failover/hand-over.ts";
import { planFailover } from "../../../components/failover/plan.ts";
import type { PeerSites } from "../../../components/failover/peers.ts";
import { routesAt } from "../../../components/failover/routes.ts";
import { headers } from "../../../components/inference/gateway/names.ts";
import type { HttpRouteSpec } from "../../../components/crd/gateway-api.ts";
import { exampleSites, gatewayOf, type SiteChanges } from "../../support/serving-sites.ts";

/** A request as it is when its route is chosen: its key was checked and its model read. */
interface Request {
  readonly client: string;
  readonly model: string;
  readonly hop: string;
}

/** Destination of a request by the rendered routes: addresses in their order, or the status of the gateway's own answer. */
function wayOf(stack: string, sites: PeerSites, { client, model, hop }: Request): readonly string[] | number {
  const gateway = gatewayOf(stack, sites);
  const failover = planFailover(stack, sites, gateway);
  const request: Readonly<Record<string, string>> = { [headers.client]: client, [headers.model]: model, [hopHeader]: hop };
  const matches = ({ path, headers: wanted = [] }: HttpRouteSpec["rules"][number]["matches"][number]) =>
    path.value === "/v1/chat/completions" &&
    wanted.every(({ type, name, value }) =>
      type === "Exact" ? request[name] === value : new RegExp(`^(?:${value})$`).test(request[name] ?? ""),
    );
  const found = [...Object.values(failover?.routes ?? {}), ...Object.values(gateway.routes)]
    .flatMap(({ spec }) => spec.rules)
    .flatMap((rule) => rule.matches.filter(matches).map((match) => ({ rule, specific: match.headers?.length ?? 0 })))
    .sort((one, other) => other.specific - one.specific)[0];
  const { backendRefs = [], filters = [] } = found?.rule ?? {};
  if (backendRefs.length > 0) {
    const backends = [...Object.values(failover?.backends ?? {}), ...Object.values(gateway.backends)];
    return backendRefs.map(({ name }) => backends.find(({ metadata }) => metadata.name === name)?.spec.endpoints[0]?.fqdn.hostname ?? name);
  }
  const answers = [...(failover === undefined ? [] : [failover.refusal]), ...Object.values(gateway.answers)];
  const names = filters.map((filter) => (filter.type === "ExtensionRef" ? filter.extensionRef.name : ""));
  return answers.find(({ metadata }) => names.includes(metadata.name))?.spec.directResponse.statusCode ?? 0;
}

const engines = (endpoint: string) => [`${endpoint}.inference.svc.cluster.local`];
const at = (...stacks: string[]) => stacks.map((stack) => `inference.${stack}.example`);

const residency = { nordic: ["NO", "IS"], everywhere: ["NO", "IS", "GB"], british: ["GB"] } as const;
const three = exampleSites({
  narvik: { jurisdiction: "NO", residency, endpoints: { scout: { failover: ["keflavik", "loughton"] }, alone: {} } },
  keflavik: { jurisdiction: "IS", residency, endpoints: { scout: {} } },
  loughton: { jurisdiction: "GB", residency, endpoints: { scout: { failover: ["narvik"] } } },
});
const request = (tenant: string, changes: Partial<Request> = {}): Request => ({
  client: `${tenant}.1`,
  model: "example/scout",
  hop: "none",
  ...changes,
});

describe("the plan", () => {
  test("orders the sites that may serve each tenant, and says why the others may not", () => {
    const norway = { stack: "narvik", jurisdiction: "NO" };
    const iceland = { stack: "keflavik", jurisdiction: "IS" };
    const britain = { stack: "loughton", jurisdiction: "GB" };
    const outside = (place: object, code: string, tenant: string, allowed: string) => ({
      ...place,
      because: `${code} is outside the residency of ${tenant}: ${allowed}`,
    });
    expect(routesAt("narvik", three).filter(({ endpoint }) => endpoint === "scout")).toEqual([
      {
        tenant: "nordic",
        endpoint: "scout",
        servedAs: "example/scout",
        stops: [norway, iceland],
        skippedSites: [outside(britain, "GB", "nordic", "NO, IS")],
      },
      { tenant: "everywhere", endpoint: "scout", servedAs: "example/scout", stops: [norway, iceland, britain], skippedSites: [] },
      {
        tenant: "british",
        endpoint: "scout",
        servedAs: "example/scout",
        stops: [],
        skippedSites: [outside(norway, "NO", "british", "GB"), outside(iceland, "IS", "british", "GB")],
      },
    ]);
  });
});

describe("the rendered routes", () => {
  test("lead each tenant to its sites in their order, or nowhere", () => {
    expect(wayOf("narvik", three, request("nordic"))).toEqual(at("narvik", "keflavik"));
    expect(wayOf("narvik", three, request("everywhere"))).toEqual(at("narvik", "keflavik", "loughton"));
    expect(wayOf("narvik", three, request("british"))).toBe(503);
  });

  test("leave requests that another site has handed on to the engines of this one", () => {
    expect(wayOf("narvik", three, request("nordic", { hop: "loughton" }))).toEqual(engines("scout"));
  });

  test("leave what is served here alone, other keys and other models as they are", () => {
    expect(wayOf("narvik", three, request("nordic", { model: "example/alone" }))).toEqual(engines("alone"));
    expect(wayOf("narvik", three, request("nobody"))).toBe(404);
    expect(wayOf("narvik", three, request("nordic", { client: "not-nordic.1" }))).toBe(404);
    expect(wayOf("narvik", three, request("nordic", { model: "example/other" }))).toBe(404);
  });

  test("are none where every endpoint is served here alone", () => {
    expect(
      planFailover(
        "keflavik",
        exampleSites({ keflavik: { jurisdiction: "IS", residency: { nordic: ["IS"] }, endpoints: { scout: {} } } }),
        gatewayOf("keflavik", three),
      ),
    ).toBeUndefined();
  });

  test("keep the order of the third site on, which Envoy Gateway does not know", () => {
    const plan = planFailover("narvik", three, gatewayOf("narvik", three));
    expect(plan?.order?.spec.jsonPatches).toEqual([
      {
        type: "type.googleapis.com/envoy.config.cluster.v3.Cluster",
        name: "httproute/inference-gateway/failover-scout/rule/1",
        operation: { op: "replace", path: "/load_assignment/endpoints/2/priority", value: 2 },
      },
    ]);
    expect(plan?.traffic.spec.retry.numRetries).toBe(2);
    expect(planFailover("loughton", three, gatewayOf("loughton", three))?.order).toBeUndefined();
  });

  test("mark the site itself as first, and find each at an address of its own under the one name of the API", () => {
    const plan = planFailover("narvik", three, gatewayOf("narvik", three));
    const backend = (stack: string, fallback: boolean) => ({
      endpoints: [{ fqdn: { hostname: `inference.${stack}.example`, port: 443 } }],
      fallback,
      tls: { wellKnownCACertificates: "System", sni: "inference.example.com" },
    });
    expect(Object.fromEntries(Object.entries(plan?.backends ?? {}).map(([stack, { spec }]) => [stack, spec]))).toEqual({
      keflavik: backend("keflavik", true),
      loughton: backend("loughton", true),
      narvik: backend("narvik", false),
    });
    expect(plan?.egress["loughton"]).toEqual({
      purpose: "failover",
      destination: { kind: "host", host: "inference.loughton.example" },
      port: 443,
      jurisdiction: "GB",
    });
  });

  test("never try a failed site for want of another: no panic, and every site may rest", () => {
    const plan = planFailover("narvik", three, gatewayOf("narvik", three));
    expect(plan?.traffic.spec.healthCheck).toEqual({
      panicThreshold: 0,
      passive: { consecutive5XxErrors: 5, consecutiveGatewayErrors: 5, baseEjectionTime: "30s", maxEjectionPercent: 100 },
    });
  });
});

const stackNames = ["a", "b", "c", "d"] as const;
const tenantNames = ["t", "u", "tt"] as const;
const places = fc.subarray([...jurisdictionCodes]);
const anySite = fc.record({
  jurisdiction: fc.constantFrom(...jurisdictionCodes),
  residency: fc.record({ t: places, u: places, tt: places }),
  endpoints: fc.record({
    m: fc.record({ failover: fc.array(fc.constantFrom(...stackNames, "gone"), { maxLength: 4 }), tenants: fc.subarray([...tenantNames]) }),
  }),
});
const anySites = fc
  .record({ a: anySite, b: anySite, c: anySite, d: anySite })
  .map((sites) => exampleSites(sites as Readonly<Record<string, SiteChanges>>));

describe("whatever the sites, tenants and lists", () => {
  const stackAt = (host: string) => /^inference\.(\w+)\.example$/.exec(host)?.[1] ?? "a";

  test("no rendered route leads a tenant out of its residency, as both sites have it", () => {
    fc.assert(
      fc.property(anySites, fc.constantFrom(...tenantNames), (sites, tenant) => {
        const way = wayOf("a", sites, { client: `${tenant}.1`, model: "example/m", hop: "none" });
        if (typeof way === "number") return;
        for (const host of way) {
          const site = sites.get(stackAt(host));
          expect(site?.residency[tenant]).toContain(site?.jurisdiction);
          expect(sites.get("a")?.residency[tenant]).toContain(site?.jurisdiction);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("with every allowed site taken away, a tenant is refused by the gateway itself", () => {
    fc.assert(
      fc.property(anySites, fc.constantFrom(...tenantNames), (sites, tenant) => {
        const gone = new Map(
          [...sites].map(([stack, site]) => [
            stack,
            { ...site, residency: { ...site.residency, [tenant]: jurisdictionCodes.filter((code) => code !== site.jurisdiction) } },
          ]),
        );
        const isCalled = sites.get("a")?.endpoints["m"]?.tenants.includes(tenant);
        expect(wayOf("a", gone, { client: `${tenant}.1`, model: "example/m", hop: "none" })).toBe(isCalled === true ? 503 : 404);
      }),
      { numRuns: 300 },
    );
  });
});
