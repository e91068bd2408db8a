import { named } from "./named.ts";

/** The namespace of the gateway's own objects. */
export const gatewayNamespace = "inference-gateway";

/** The name of the Gateway, of its class, and of the objects that belong to it alone. */
export const gatewayName = "inference";

/** The name of the body-based router. */
export const modelRouterService = "model-router";

/** The name of the route on which every request begins, and of its backend. */
export const entranceName = "entrance";

/** Cluster-wide objects of a cluster's gateway. */
export const gatewayNames = (cluster: string) => ({
  namespace: named("Namespace", gatewayNamespace, `${cluster}-gateway`),
  class: named("GatewayClass", gatewayName, `${cluster}-gateway-class`),
});

/** Objects in the gateway's namespace that no key of a spec names. */
export const gatewayObjects = (cluster: string) => ({
  proxy: named("EnvoyProxy", gatewayName, `${cluster}-proxy`),
  gateway: named("Gateway", gatewayName, `${cluster}-gateway`),
  routerAccount: named("ServiceAccount", "model-router", `${cluster}-model-router`),
  routerService: named("Service", "model-router", `${cluster}-model-router`),
  router: named("Deployment", "model-router", `${cluster}-model-router`),
  routerBudget: named("PodDisruptionBudget", "model-router", `${cluster}-model-router`),
  routerPolicy: named("EnvoyExtensionPolicy", "model-router", `${cluster}-model-router`),
  network: named("NetworkPolicy", "closed", `${cluster}-gateway-closed`),
  redisNetwork: named("NetworkPolicy", "redis", `${cluster}-redis`),
  redisService: named("Service", "redis", `${cluster}-redis`),
  redis: named("Deployment", "redis", `${cluster}-redis`),
  keys: named("SecurityPolicy", "keys", `${cluster}-keys`),
  clients: named("ClientTrafficPolicy", "clients", `${cluster}-clients`),
  engines: named("BackendTrafficPolicy", "engines", `${cluster}-engines`),
  pickers: named("EnvoyPatchPolicy", "endpoint-pickers", `${cluster}-endpoint-pickers`),
  entrance: named("HTTPRoute", entranceName, `${cluster}-${entranceName}`),
  entranceBackend: named("Backend", entranceName, `${cluster}-${entranceName}`),
  refusals: named("HTTPRoute", "refusals", `${cluster}-refusals`),
  modelNotFound: named("HTTPRouteFilter", "model-not-found", `${cluster}-model-not-found`),
  unknownPath: named("HTTPRouteFilter", "unknown-path", `${cluster}-unknown-path`),
});

/** The policy of the gateway's proxies, in the namespace of Envoy Gateway, which runs them. */
export const proxyNetwork = (cluster: string) => named("NetworkPolicy", "gateway-proxies", `${cluster}-gateway-proxies`);

/** The resource of an object in the gateway's namespace, by the object's name. */
export const gatewayResource = (cluster: string, name: string): string => `${cluster}-${name}`;

const atGateway = (kind: string, cluster: string, name: string) => named(kind, name, gatewayResource(cluster, name));

/** A pool's engines, as routes refer to them. */
export const backend = (cluster: string, pool: string) => atGateway("Backend", cluster, pool);

/** The name of a model's route, and of the objects attached to it. */
export const modelRouteName = (endpoint: string): string => `model-${endpoint}`;

/** The name of a tenant's list of its models, and of the route to it. */
export const modelListName = (tenant: string): string => `models-of-${tenant}`;

/** The name of the Secret with one generation of a tenant's key. */
export const keySecretName = (tenant: string, generation: number): string => `key-${tenant}-${generation}`;

/** The route of a model. */
export const modelRoute = (cluster: string, endpoint: string) => atGateway("HTTPRoute", cluster, modelRouteName(endpoint));

/** A tenant's list of its models: the answer, and the route to it. */
export const modelList = (cluster: string, tenant: string) => ({
  answer: atGateway("HTTPRouteFilter", cluster, modelListName(tenant)),
  route: atGateway("HTTPRoute", cluster, modelListName(tenant)),
});

/** The Secret with one generation of a tenant's key. */
export const keySecret = (cluster: string, tenant: string, generation: number) =>
  atGateway("Secret", cluster, keySecretName(tenant, generation));

/** Objects of failover in the gateway's namespace that no key of a spec names. */
export const failoverNames = (stack: string) => ({
  refusal: named("HTTPRouteFilter", "no-site-left", `${stack}-failover-refusal`),
  traffic: named("BackendTrafficPolicy", "failover", `${stack}-failover-traffic`),
  order: named("EnvoyPatchPolicy", "failover-order", `${stack}-failover-order`),
});

/** The name of the Backend that is the gateway of a site. */
export const siteBackendName = (site: string): string => `site-${site}`;

/** The name of the route of an endpoint's requests to other sites. */
export const failoverRouteName = (endpoint: string): string => `failover-${endpoint}`;

/** The gateway of another site. */
export const siteBackend = (stack: string, site: string) => named("Backend", siteBackendName(site), `${stack}-failover-to-${site}`);

/** The way of an endpoint's requests to other sites. */
export const failoverRoute = (stack: string, endpoint: string) =>
  named("HTTPRoute", failoverRouteName(endpoint), `${stack}-failover-${endpoint}`);

/** The resource of the egress to another site's gateway. */
export const failoverEgress = (stack: string, site: string): string => `${stack}-failover-egress-${site}`;
