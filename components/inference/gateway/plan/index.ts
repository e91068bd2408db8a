import type {
  BackendSpec,
  BackendTrafficPolicySpec,
  ClientTrafficPolicySpec,
  EnvoyPatchPolicySpec,
  HttpRouteFilterSpec,
  SecurityPolicySpec,
} from "../../../crd/envoy-gateway.ts";
import type { Manifest } from "../../../crd/foreign-kind.ts";
import type { HttpRouteSpec } from "../../../crd/gateway-api.ts";
import type { Place } from "../../../site/place.ts";
import type { GatewayModel } from "../model.ts";
import type { GatewaySpec } from "../../../schema/inference.ts";
import { certificateSecret } from "../names.ts";
import { gatewayNamespace } from "../../../names/gateway.ts";
import { planListener, type ListenerPlan } from "./listener.ts";
import { planAuthentication, planKeys, type KeyPlan } from "./keys.ts";
import { modelRouterPorts, planModelRouter, type ModelRouterPlan } from "./model-router.ts";
import { planPickers } from "./pickers.ts";
import { planRedis, type RedisPlan } from "./redis.ts";
import { planAnswerRoute, planBackend, planEntrance, planListAnswer, planModelRoute, planRefusals } from "./routes.ts";
import { planBackendTraffic, planClientTraffic } from "./traffic.ts";

export type { KeyPlan } from "./keys.ts";

/** The objects of the gateway: listener, keys, and routes to engines. */
export interface GatewayPlan {
  readonly listener: ListenerPlan;
  readonly modelRouter: ModelRouterPlan;
  readonly redis: RedisPlan;
  readonly keys: readonly KeyPlan[];
  readonly authentication: Manifest<SecurityPolicySpec>;
  readonly clientTraffic: Manifest<ClientTrafficPolicySpec>;
  readonly backendTraffic: Manifest<BackendTrafficPolicySpec>;
  readonly pickers: Manifest<EnvoyPatchPolicySpec>;
  /** By name: the routes of models with their pools, and the gateway's own answers. */
  readonly routes: Readonly<Record<string, Manifest<HttpRouteSpec>>>;
  readonly backends: Readonly<Record<string, Manifest<BackendSpec>>>;
  readonly answers: Readonly<Record<string, Manifest<HttpRouteFilterSpec>>>;
}

const byName = <Object extends { readonly metadata: { readonly name: string } }>(objects: readonly Object[]) =>
  Object.fromEntries(objects.map((object) => [object.metadata.name, object]));

/**
 * The objects of a site's inference gateway, for Envoy Gateway with its extension APIs `enableEnvoyPatchPolicy` and `enableBackend` on.
 */
export function planGateway(spec: GatewaySpec, models: readonly GatewayModel[], place: Place): GatewayPlan {
  const keys = planKeys(spec.tenants);
  const lists = Object.keys(spec.tenants).map((tenant) => planListAnswer(tenant, models));
  const refusals = planRefusals();
  const entrance = planEntrance(spec.hostname, modelRouterPorts.grpc);
  return {
    listener: planListener(spec.hostname, models, place),
    modelRouter: planModelRouter(place),
    redis: planRedis(place),
    keys,
    authentication: planAuthentication(keys),
    clientTraffic: planClientTraffic(models),
    backendTraffic: planBackendTraffic(spec.tenants, keys),
    pickers: planPickers(models),
    routes: byName([
      entrance.route,
      ...models.map((model) => planModelRoute(spec.hostname, model)),
      ...lists.map((list) => planAnswerRoute(spec.hostname, list.filter.metadata.name, [list])),
      planAnswerRoute(spec.hostname, "refusals", refusals),
    ]),
    backends: byName([entrance.backend, ...models.flatMap((model) => model.pools.map((pool) => planBackend(pool, model.namespace)))]),
    answers: byName([...lists, ...refusals].map(({ filter }) => filter)),
  };
}

/** A Secret to be supplied in the gateway's namespace, and its fields. */
export interface SuppliedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly fields: readonly string[];
}

/** The Secrets that are not declared here: the listener's certificate, and for rendered objects also the keys, since a rendered file shows its contents. */
export const suppliedSecrets = ({ keys }: Pick<GatewayPlan, "keys">, mode: "render" | "live"): SuppliedSecret[] => [
  { namespace: gatewayNamespace, name: certificateSecret, fields: ["tls.crt", "tls.key"] },
  ...(mode === "live" ? [] : keys.map(({ secret, client }) => ({ namespace: gatewayNamespace, name: secret, fields: [client] }))),
];
