import { envoyGatewayVersion, type BackendSpec, type HttpRouteFilterSpec } from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { HttpRouteSpec, LocalReference, RouteFilter, RouteMatch } from "../../../crd/gateway-api.ts";
import type { GatewayModel, GatewayPool } from "../model.ts";
import { clientsOf, headers } from "../names.ts";
import { entranceName, gatewayName, gatewayNamespace, modelListName, modelRouterService, modelRouteName } from "../../../names/gateway.ts";
import { json, modelNotFound, unknownPath } from "./answers.ts";
import { planModelList } from "./model-list.ts";
import { requestSeconds } from "./timeouts.ts";

const envoyGatewayGroup = envoyGatewayVersion.split("/", 1)[0] ?? "";

/** Paths that a model serves. */
const completionPaths = ["/v1/chat/completions", "/v1/completions"];

const metadata = (name: string) => ({ name, namespace: gatewayNamespace });

/** The Gateway as the target of routes and policies. */
export const gatewayReference: LocalReference & { readonly kind: "Gateway" } = {
  group: "gateway.networking.k8s.io",
  kind: "Gateway",
  name: gatewayName,
};

const envoyKind = (kind: string, name: string): LocalReference => ({ group: envoyGatewayGroup, kind, name });

/** Host name of a Service in the cluster. */
export const serviceHost = (service: string, namespace: string): string => `${service}.${namespace}.svc.cluster.local`;

const withoutCredentials: RouteFilter = {
  type: "RequestHeaderModifier",
  requestHeaderModifier: { remove: ["authorization", headers.client, headers.model, headers.turn] },
};

const calledBy = (tenants: readonly string[]) => ({
  type: "RegularExpression" as const,
  name: headers.client,
  value: clientsOf(tenants),
});

const route = (hostname: string, name: string, rules: HttpRouteSpec["rules"]): Manifest<HttpRouteSpec> => ({
  metadata: metadata(name),
  spec: { parentRefs: [gatewayReference], hostnames: [hostname], rules },
});

/**
 * A model's route. Only requests with a key of its tenants match, so for all others the model does not exist.
 * The weights are those of the pools, one of which may be a canary.
 */
export function planModelRoute(hostname: string, model: GatewayModel): Manifest<HttpRouteSpec> {
  const matches = completionPaths.map((path): RouteMatch => ({
    path: { type: "Exact", value: path },
    method: "POST",
    headers: [{ type: "Exact", name: headers.model, value: model.model }, calledBy(model.tenants)],
  }));
  const backendRefs = model.pools.map(({ name, weightPercent }) => ({
    ...envoyKind("Backend", name),
    weight: weightPercent,
    // A filter of its own gives a pool an Envoy cluster of its own, to which its endpoint picker is attached.
    filters: [withoutCredentials],
  }));
  return route(hostname, modelRouteName(model.endpoint), [
    { matches, filters: [], backendRefs, timeouts: { request: `${requestSeconds(model)}s` } },
  ]);
}

/** A pool's engines, through the headless Service that lists the ready ones. */
export const planBackend = (pool: GatewayPool, namespace: string): Manifest<BackendSpec> => ({
  metadata: metadata(pool.name),
  spec: { endpoints: [{ fqdn: { hostname: serviceHost(pool.service, namespace), port: pool.enginePort } }] },
});

const answer = (name: string, statusCode: number, body: string): Manifest<HttpRouteFilterSpec> => ({
  metadata: metadata(name),
  spec: { directResponse: { statusCode, contentType: json, body: { type: "Inline", inline: body } } },
});

/** An answer of the gateway itself, and the requests that get it. */
export interface AnswerPlan {
  readonly filter: Manifest<HttpRouteFilterSpec>;
  readonly rule: HttpRouteSpec["rules"][number];
}

const answerPlan = (name: string, statusCode: number, body: string, matches: readonly RouteMatch[]): AnswerPlan => ({
  filter: answer(name, statusCode, body),
  rule: { matches, filters: [{ type: "ExtensionRef", extensionRef: envoyKind("HTTPRouteFilter", name) }] },
});

/** The list of models that a tenant may call. */
export const planListAnswer = (tenant: string, models: readonly GatewayModel[]): AnswerPlan =>
  answerPlan(modelListName(tenant), 200, planModelList(tenant, models), [
    { path: { type: "Exact", value: "/v1/models" }, method: "GET", headers: [calledBy([tenant])] },
  ]);

/** True of every request once it has left the entrance. */
const afterEntrance = { type: "RegularExpression" as const, name: headers.model, value: ".+" };

/**
 * Where every request begins: a route that leads to a backend, for only on such does Envoy count requests. None is sent there: the script that runs next names
 * a model, so that another route is chosen. (If it did not, the router would get a request that it does not understand.)
 */
export function planEntrance(
  hostname: string,
  port: number,
): { readonly route: Manifest<HttpRouteSpec>; readonly backend: Manifest<BackendSpec> } {
  const name = entranceName;
  return {
    route: route(hostname, name, [
      {
        matches: [{ path: { type: "PathPrefix", value: "/" } }],
        filters: [],
        backendRefs: [{ ...envoyKind("Backend", name), weight: 1, filters: [] }],
      },
    ]),
    backend: {
      metadata: metadata(name),
      spec: { endpoints: [{ fqdn: { hostname: serviceHost(modelRouterService, gatewayNamespace), port } }] },
    },
  };
}

/** Answers for requests that no other route matches: a model that the key may not call, and unknown paths. */
export const planRefusals = (): readonly [AnswerPlan, AnswerPlan] => [
  answerPlan(
    "model-not-found",
    404,
    modelNotFound,
    completionPaths.map((path) => ({ path: { type: "Exact", value: path }, method: "POST", headers: [afterEntrance] })),
  ),
  answerPlan("unknown-path", 404, unknownPath, [{ path: { type: "PathPrefix", value: "/" }, headers: [afterEntrance] }]),
];

/** The route of the gateway's own answers. A request is on the refusals' route until its model is known. */
export const planAnswerRoute = (hostname: string, name: string, answers: readonly AnswerPlan[]): Manifest<HttpRouteSpec> =>
  route(
    hostname,
    name,
    answers.map(({ rule }) => rule),
  );
