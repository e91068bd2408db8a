import type { GatewayPlan } from "../../../components/inference/gateway/plan/index.ts";
import { gatewayNamespace } from "../../../components/names/gateway.ts";
import { envoyGatewayVersion } from "../../../components/crd/envoy-gateway.ts";

/** An object of a plan, with what its class knows. */
export interface GatewayObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

const object = (apiVersion: string, kind: string, manifest: object): GatewayObject =>
  ({ apiVersion, kind, ...manifest }) as unknown as GatewayObject;
export const gatewayApi = (kind: string, manifest: object) => object("gateway.networking.k8s.io/v1", kind, manifest);
export const envoyGateway = (kind: string, manifest: object) => object(envoyGatewayVersion, kind, manifest);

/** Every object of a gateway but the Secrets, in an order in which they can be applied. */
export function gatewayObjects(plan: GatewayPlan): GatewayObject[] {
  const { listener, modelRouter, redis } = plan;
  return [
    object("v1", "Namespace", listener.namespace),
    envoyGateway("EnvoyProxy", listener.proxy),
    gatewayApi("GatewayClass", listener.gatewayClass),
    gatewayApi("Gateway", listener.gateway),
    object("v1", "ServiceAccount", modelRouter.serviceAccount),
    object("v1", "Service", modelRouter.service),
    object("apps/v1", "Deployment", modelRouter.deployment),
    object("policy/v1", "PodDisruptionBudget", modelRouter.disruptionBudget),
    object("networking.k8s.io/v1", "NetworkPolicy", redis.networkPolicy),
    object("v1", "Service", redis.service),
    object("apps/v1", "Deployment", redis.deployment),
    envoyGateway("EnvoyExtensionPolicy", modelRouter.policy),
    envoyGateway("SecurityPolicy", plan.authentication),
    envoyGateway("ClientTrafficPolicy", plan.clientTraffic),
    envoyGateway("BackendTrafficPolicy", plan.backendTraffic),
    envoyGateway("EnvoyPatchPolicy", plan.pickers),
    ...Object.values(plan.backends).map((backend) => envoyGateway("Backend", backend)),
    ...Object.values(plan.answers).map((filter) => envoyGateway("HTTPRouteFilter", filter)),
    ...Object.values(plan.routes).map((route) => gatewayApi("HTTPRoute", route)),
  ];
}

/** The Secrets of the plan's keys, with these keys by client. */
export const keyObjects = (plan: GatewayPlan, keys: ReadonlyMap<string, string>): GatewayObject[] =>
  plan.keys.map(({ secret, client }) =>
    object("v1", "Secret", {
      metadata: { name: secret, namespace: gatewayNamespace },
      data: { [client]: Buffer.from(keys.get(client) ?? "").toString("base64") },
    }),
  );
