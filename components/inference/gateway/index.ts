import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { RandomPassword } from "@pulumi/random";
import { after, type ChildOptions } from "../../lib/child-options.ts";
import {
  Backend,
  BackendTrafficPolicy,
  ClientTrafficPolicy,
  EnvoyExtensionPolicy,
  EnvoyPatchPolicy,
  EnvoyProxy,
  HttpRouteFilter,
  SecurityPolicy,
} from "../../crd/envoy-gateway.ts";
import { Gateway, GatewayClass, HttpRoute } from "../../crd/gateway-api.ts";
import type { FactsOf } from "../../lib/contract.ts";
import { factArguments } from "../../lib/fact-component.ts";
import type { Place } from "../../site/place.ts";
import type { GatewayModel } from "./model.ts";
import { gatewayContract } from "../../schema/contracts/inference.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { GatewaySpec } from "../../schema/inference.ts";
import { gatewayNames, gatewayNamespace, gatewayObjects, gatewayResource, keySecret, proxyNetwork } from "../../names/gateway.ts";
import { planGatewayNetwork, type GatewayNetworkPlan } from "./plan/network.ts";
import { planGateway, suppliedSecrets, type GatewayPlan } from "./plan/index.ts";

export interface InferenceGatewayArgs {
  readonly spec: GatewaySpec;
  /** The models behind it. */
  readonly models: readonly GatewayModel[];
  readonly place: Place;
  /** The cluster that it runs on. */
  readonly cluster: Pick<GpuClusterSpec, "network">;
  /** A change to the gateway's plan, such as failover to other sites. @default nothing */
  readonly adapt?: (plan: GatewayPlan) => GatewayPlan;
  readonly provider: k8s.Provider;
  /** `render` writes the objects into files, where no Secret may be; `live` applies them. */
  readonly mode: "render" | "live";
  /** Resources that must exist before anything of the gateway. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The only entry to a site's inference endpoints: an OpenAI-compatible API by Envoy Gateway. A live gateway gets generated keys of 48 random characters;
 * a rendered one lists the Secrets to supply in its output `secretsToSupply`.
 *
 * @example new InferenceGateway("initial-b200", { spec: stack.inference.gateway, models, place, cluster, provider, mode: "render", after: [] });
 */
export class InferenceGateway extends pulumi.ComponentResource {
  readonly gateway: Gateway;
  /** The gateway's objects. */
  readonly plan: GatewayPlan;

  constructor(name: string, args: InferenceGatewayArgs, options: pulumi.ComponentResourceOptions = {}) {
    const facts = factArguments(args.spec satisfies FactsOf<typeof gatewayContract>);
    super(gatewayContract.type, name, facts, options);
    const alone = planGateway(args.spec, args.models, args.place);
    const plan = args.adapt?.(alone) ?? alone;
    this.plan = plan;
    const first = { parent: this, provider: args.provider, dependsOn: [...args.after] };
    const namespace = new k8s.core.v1.Namespace(gatewayNames(name).namespace.resource, plan.listener.namespace, first);
    const inside = after(first, namespace);

    const makesKeys = args.mode === "live" && args.spec.keys === undefined;
    const keys = makesKeys ? declareKeys(name, plan, inside, { parent: this }) : [];
    declareNetwork(name, planGatewayNetwork(args.spec, args.models, args.cluster, args.adapt !== undefined), inside);
    this.gateway = declareListener(name, plan, inside);
    const atGateway = after(inside, this.gateway, ...keys);
    declareModelRouter(name, plan, inside, atGateway);
    declareRedis(name, plan, inside);
    declareTraffic(name, plan, atGateway);
    declareRoutes(name, plan, atGateway);
    this.registerOutputs({
      ...facts,
      url: `https://${args.spec.hostname}/v1`,
      secretsToSupply: suppliedSecrets(plan, makesKeys ? "live" : "render"),
    });
  }
}

/** Each generation of a key is a resource of its own, so that a new key leaves the previous one unchanged. */
function declareKeys(name: string, plan: GatewayPlan, options: ChildOptions, parent: pulumi.CustomResourceOptions): pulumi.Resource[] {
  return plan.keys.map(({ tenant, generation, secret, client }) => {
    const { resource } = keySecret(name, tenant, generation);
    const { result } = new RandomPassword(resource, { length: 48, special: false }, parent);
    return new k8s.core.v1.Secret(
      resource,
      { metadata: { name: secret, namespace: gatewayNamespace }, stringData: { [client]: result } },
      options,
    );
  });
}

function declareListener(name: string, { listener }: GatewayPlan, options: ChildOptions): Gateway {
  const names = { ...gatewayNames(name), ...gatewayObjects(name) };
  const proxy = new EnvoyProxy(names.proxy.resource, listener.proxy, options);
  const gatewayClass = new GatewayClass(names.class.resource, listener.gatewayClass, after(options, proxy));
  return new Gateway(names.gateway.resource, listener.gateway, after(options, gatewayClass));
}

function declareNetwork(name: string, { closed, proxies }: GatewayNetworkPlan, options: ChildOptions): void {
  new k8s.networking.v1.NetworkPolicy(gatewayObjects(name).network.resource, closed, options);
  new k8s.networking.v1.NetworkPolicy(proxyNetwork(name).resource, proxies, options);
}

function declareModelRouter(name: string, { modelRouter }: GatewayPlan, options: ChildOptions, atGateway: ChildOptions): void {
  const names = gatewayObjects(name);
  const account = new k8s.core.v1.ServiceAccount(names.routerAccount.resource, modelRouter.serviceAccount, options);
  const service = new k8s.core.v1.Service(names.routerService.resource, modelRouter.service, options);
  new k8s.apps.v1.Deployment(names.router.resource, modelRouter.deployment, after(options, account));
  new k8s.policy.v1.PodDisruptionBudget(names.routerBudget.resource, modelRouter.disruptionBudget, options);
  new EnvoyExtensionPolicy(names.routerPolicy.resource, modelRouter.policy, after(atGateway, service));
}

function declareRedis(name: string, { redis }: GatewayPlan, options: ChildOptions): void {
  const names = gatewayObjects(name);
  new k8s.networking.v1.NetworkPolicy(names.redisNetwork.resource, redis.networkPolicy, options);
  new k8s.core.v1.Service(names.redisService.resource, redis.service, options);
  new k8s.apps.v1.Deployment(names.redis.resource, redis.deployment, options);
}

function declareTraffic(name: string, plan: GatewayPlan, options: ChildOptions): void {
  const names = gatewayObjects(name);
  new SecurityPolicy(names.keys.resource, plan.authentication, options);
  new ClientTrafficPolicy(names.clients.resource, plan.clientTraffic, options);
  new BackendTrafficPolicy(names.engines.resource, plan.backendTraffic, options);
  new EnvoyPatchPolicy(names.pickers.resource, plan.pickers, options);
}

function declareRoutes(name: string, plan: GatewayPlan, options: ChildOptions): void {
  const backends = Object.entries(plan.backends).map(([pool, backend]) => new Backend(gatewayResource(name, pool), backend, options));
  const answers = Object.entries(plan.answers).map(
    ([answer, filter]) => new HttpRouteFilter(gatewayResource(name, answer), filter, options),
  );
  for (const [route, manifest] of Object.entries(plan.routes)) {
    new HttpRoute(gatewayResource(name, route), manifest, after(options, ...backends, ...answers));
  }
}
