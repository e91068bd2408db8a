import { routingContract } from "../../components/schema/contracts/fleet.ts";
import { endpointContract, huggingFaceMappingContract } from "../../components/schema/contracts/inference.ts";
import { siteContract } from "../../components/schema/contracts/site.ts";
import type { Mutation } from "./mutation.ts";
import { beside, container } from "./objects.ts";

const site = { type: siteContract.type } as const;
const endpoint = { type: endpointContract.type } as const;

const mapping = { task: "conversational", hfModel: "maker/model", status: "staging" };
const template = { spec: { containers: [container()] } };

type Routes = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** Routes every tenant's requests for every endpoint to China. */
const abroad = (routes: Routes) =>
  Object.fromEntries(
    Object.entries(routes).map(([name, byTenant]) => [
      name,
      Object.fromEntries(Object.keys(byTenant).map((tenant) => [tenant, { stops: [{ stack: "elsewhere", jurisdiction: "CN" }] }])),
    ]),
  );

/** Mutations of Slurm, pod groups, inference gateways and endpoints: of declared facts, and by raw objects beside them. */
export const mutations: readonly Mutation[] = [
  {
    ...site,
    rule: "endpoint-stays-in-region",
    what: "an endpoint serves an undeclared tenant",
    adds: () => ({ type: endpointContract.type, props: { model: "model", jurisdiction: "NO", tenants: ["nobody"] } }),
  },
  { ...endpoint, rule: "endpoint-stays-in-region", what: "an endpoint serves an undeclared tenant", set: { tenants: ["nobody"] } },
  {
    ...endpoint,
    rule: "endpoint-stays-in-region",
    what: "an endpoint says that it is in another jurisdiction",
    set: { jurisdiction: (old: string) => (old === "NO" ? "GB" : "NO") },
  },
  { type: routingContract.type, rule: "endpoint-stays-in-region", what: "requests fail over to China", set: { endpoints: abroad } },
  {
    ...site,
    rule: "public-mapping-declared",
    what: "a model is offered on Hugging Face that no endpoint serves",
    adds: () => ({ type: huggingFaceMappingContract.type, props: { ...mapping, providerModel: "nobody/serves-it" } }),
  },
  {
    type: huggingFaceMappingContract.type,
    rule: "public-mapping-declared",
    what: "the status on Hugging Face is another than the endpoint's",
    set: { status: (old: string) => (old === "live" ? "staging" : "live") },
  },
  beside("ingress-declared", "an undeclared gateway", "gateway.networking.k8s.io/v1:Gateway", {
    spec: { listeners: [{ name: "https", hostname: "side-door.example.com" }] },
  }),
  beside("ingress-declared", "a route of an undeclared name", "gateway.networking.k8s.io/v1:HTTPRoute", {
    spec: { hostnames: ["side-door.example.com"] },
  }),
  beside("ingress-declared", "a class of gateways without settings", "gateway.networking.k8s.io/v1:GatewayClass", {
    spec: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller" },
  }),
  beside("workload-region-affinity", "Slurm's nodes may run anywhere", "slinky.slurm.net/v1beta1:NodeSet", { spec: { slurmd: {} } }),
  beside("workload-region-affinity", "Slurm's logins may run anywhere", "slinky.slurm.net/v1beta1:LoginSet", {
    spec: { template: { spec: {} } },
  }),
  beside("workload-region-affinity", "a group of pods may run anywhere", "leaderworkerset.x-k8s.io/v1:LeaderWorkerSet", {
    spec: { leaderWorkerTemplate: { leaderTemplate: template, workerTemplate: template } },
  }),
  beside("workload-region-affinity", "a gateway's proxies may run anywhere", "gateway.envoyproxy.io/v1alpha1:EnvoyProxy", { spec: {} }),
  beside("image-registry-declared", "Slurm's nodes come from their publisher", "slinky.slurm.net/v1beta1:NodeSet", {
    spec: { slurmd: { image: "ghcr.io/slinkyproject/slurmd:25.11" } },
  }),
  beside("image-registry-declared", "a gateway's proxies come from Docker Hub", "gateway.envoyproxy.io/v1alpha1:EnvoyProxy", { spec: {} }),
  beside("image-registry-declared", "the images of a gateway's chart come from Docker Hub", "helm.toolkit.fluxcd.io/v2:HelmRelease", {
    spec: { values: { global: { imageRegistry: "docker.io" } } },
  }),
  beside("image-registry-declared", "a gateway's filter is of a public registry", "gateway.envoyproxy.io/v1alpha1:EnvoyExtensionPolicy", {
    spec: { wasm: [{ code: { type: "Image", image: { url: "ghcr.io/filters/log:1" } } }] },
  }),
  beside("telemetry-stays-home", "a gateway's metrics go to an undeclared endpoint", "gateway.envoyproxy.io/v1alpha1:EnvoyProxy", {
    spec: { telemetry: { metrics: { sinks: [{ type: "OpenTelemetry", openTelemetry: { host: "metrics.example.com", port: 4317 } }] } } },
  }),
  beside("service-destination-declared", "logins of Slurm answer anyone", "slinky.slurm.net/v1beta1:LoginSet", {
    spec: { service: { spec: { type: "LoadBalancer" } } },
  }),
  beside("service-destination-declared", "a gateway's backend is a host outside", "gateway.envoyproxy.io/v1alpha1:Backend", {
    spec: { endpoints: [{ fqdn: { hostname: "models.example.com", port: 443 } }] },
  }),
  beside("service-destination-declared", "a gateway's backend is wherever a request says", "gateway.envoyproxy.io/v1alpha1:Backend", {
    spec: { type: "DynamicResolver" },
  }),
  beside("service-destination-declared", "a copy of each request goes to another cluster", "gateway.networking.k8s.io/v1:HTTPRoute", {
    spec: { rules: [{ filters: [{ requestMirror: { backendRef: { kind: "ServiceImport", name: "copy" } } }] }] },
  }),
  beside("service-destination-declared", "a gateway asks an undeclared backend", "gateway.envoyproxy.io/v1alpha1:EnvoyExtensionPolicy", {
    spec: { extProc: [{ backendRefs: [{ group: "gateway.envoyproxy.io", kind: "Backend", name: "elsewhere" }] }] },
  }),
  beside("destination-declared", "jobs are accounted for in a database outside", "slinky.slurm.net/v1beta1:Accounting", {
    spec: { storageConfig: { host: "database.example.com", port: 3306 } },
  }),
];
