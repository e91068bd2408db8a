import { resource, unknownValue, type RuleCases } from "../../support/policies.ts";
import { namespace, object, site, tenant } from "./resources.ts";

const endpoint = (changes: object = {}) =>
  resource("nscale:inference:Endpoint", "scout", {
    model: "scout",
    jurisdiction: "NO",
    tenants: ["research"],
    replicas: { min: 0, max: 2 },
    ...changes,
  });
const routing = (...stops: readonly string[]) =>
  resource("nscale:fleet:Routing", "north", {
    endpoints: {
      scout: { research: { residency: ["NO", "IS"], stops: stops.map((jurisdiction) => ({ stack: "elsewhere", jurisdiction })) } },
    },
  });

const mapping = (status: unknown = "staging", providerModel = "scout") =>
  resource("nscale:inference:HuggingFaceMapping", "scout", { task: "conversational", hfModel: "maker/Scout", providerModel, status });

const declaredGateway = resource("nscale:inference:Gateway", "training", { hostname: "models.north.example" });
const api = "gateway.networking.k8s.io/v1";
const gateway = (...hostnames: readonly (string | undefined)[]) =>
  object(`${api}:Gateway`, "inference", { spec: { listeners: hostnames.map((hostname) => ({ name: "https", hostname })) } });
const keys = object("gateway.envoyproxy.io/v1alpha1:SecurityPolicy", "keys", {
  spec: { apiKeyAuth: {}, targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "inference" }] },
});
const route = (spec: object) =>
  object(`${api}:HTTPRoute`, "scout", { spec: { parentRefs: [{ kind: "Gateway", name: "inference" }], ...spec } });
const proxy = object("gateway.envoyproxy.io/v1alpha1:EnvoyProxy", "inference", { spec: {} });
const gatewayClass = (parametersRef?: object) =>
  object(`${api}:GatewayClass`, "inference", {
    metadata: { name: "inference" },
    spec: { controllerName: "gateway.envoyproxy.io/gatewayclass-controller", parametersRef },
  });

export const cases: Readonly<Record<string, RuleCases>> = {
  "endpoint-stays-in-region": {
    violating: {
      resources: [site(), tenant(), endpoint({ failover: ["elsewhere"] }), routing("NO", "GB")],
      results: [
        "violated north: got requests of research served in GB (scout at elsewhere), want a site where its data may lie: NO, IS; fix: take the tenant from the endpoint, or the site from its failover",
      ],
    },
    passing: { resources: [site(), tenant(), endpoint({ failover: ["elsewhere"] }), routing("NO", "IS")], results: ["passed (stack)"] },
    notApplicable: { resources: [site(), tenant()], results: ["not-applicable (stack): the stack serves no model"] },
    unknown: {
      resources: [site(), tenant(), endpoint({ jurisdiction: unknownValue })],
      results: [
        "unknown scout: got jurisdiction that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a tenant whose data may not lie at the site": {
        resources: [site(), tenant({ residency: ["GB"] }), endpoint()],
        results: [
          "violated scout: got requests of research served in NO (the site itself), want a site where its data may lie: GB; fix: take the tenant from the endpoint, or the site from its failover",
        ],
      },
      "a tenant that nobody declares": {
        resources: [site(), endpoint()],
        results: [
          "violated scout: got requests of research served in NO (the site itself), want a tenant that the stack declares; fix: take the tenant from the endpoint, or the site from its failover",
        ],
      },
      "an endpoint that says it is elsewhere": {
        resources: [site(), tenant(), endpoint({ jurisdiction: "IS" })],
        results: ["violated scout: got an endpoint in IS, want NO, the site's own jurisdiction; fix: correct the jurisdiction"],
      },
      "a failover whose places nobody states": {
        resources: [site(), tenant(), endpoint({ failover: ["elsewhere"] })],
        results: [
          "violated scout: got a failover to elsewhere, of which nothing says where each tenant's requests go, want nscale:fleet:Routing in the same stack, with the jurisdiction of each site; fix: let the stack declare its routing, or take the failover away",
        ],
      },
      "a place that the catalogue lacks": {
        resources: [site(), tenant(), endpoint(), routing("CN")],
        results: [
          'violated north: got endpoints.scout.research.stops[0].jurisdiction: "CN", want one of NO, IS, GB, US-TX; fix: write one of them',
        ],
      },
    },
  },
  "public-mapping-declared": {
    violating: {
      resources: [site(), mapping("live"), endpoint({ huggingFace: "staging" })],
      results: [
        "violated scout: got maker/Scout offered on Hugging Face as live, want staging, as endpoint scout says; fix: correct huggingFace.status of the endpoint",
      ],
    },
    passing: {
      resources: [site(), mapping("live"), endpoint({ huggingFace: "live", replicas: { min: 1, max: 2 } })],
      results: ["passed (stack)"],
    },
    notApplicable: { resources: [site(), endpoint()], results: ["not-applicable (stack): the stack offers no model on Hugging Face"] },
    unknown: {
      resources: [site(), mapping(unknownValue), endpoint()],
      results: [
        "unknown scout: got status that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a mapping that no endpoint is behind": {
        resources: [site(), mapping("staging", "other"), endpoint({ huggingFace: "staging" })],
        results: [
          "violated scout: got maker/Scout offered on Hugging Face as staging, served as other, want an endpoint of the stack behind it; fix: declare the endpoint, or take the mapping away",
        ],
      },
      "a mapping that its endpoint does not speak of": {
        resources: [site(), mapping(), endpoint()],
        results: [
          "violated scout: got maker/Scout offered on Hugging Face as staging, want nothing, as endpoint scout says; fix: correct huggingFace.status of the endpoint",
        ],
      },
      "a live model that may stop": {
        resources: [site(), mapping("live"), endpoint({ huggingFace: "live" })],
        results: [
          "violated scout: got maker/Scout offered on Hugging Face as live, by an endpoint that may stop, want at least one replica at any time; fix: set replicas.min to 1 or more, or status to staging",
        ],
      },
      "a model on trial that may stop": {
        resources: [site(), mapping(), endpoint({ huggingFace: "staging" })],
        results: ["passed (stack)"],
      },
    },
  },
  "ingress-declared": {
    violating: {
      resources: [declaredGateway, keys, gateway("models.north.example", "side-door.example.com")],
      results: [
        "violated inference: got Gateway tenant-a/inference answers to side-door.example.com (spec.listeners[1].hostname), want a host name of an inference gateway that the stack declares: models.north.example; fix: declare the way in as inference.gateway, or take the object away",
      ],
    },
    passing: {
      resources: [
        declaredGateway,
        proxy,
        gatewayClass({ kind: "EnvoyProxy", namespace: "tenant-a", name: "inference" }),
        keys,
        gateway("models.north.example"),
        route({ hostnames: ["models.north.example"] }),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: {
      resources: [declaredGateway, namespace],
      results: ["not-applicable (stack): the stack has no gateway, route, ingress or gateway class"],
    },
    unknown: {
      resources: [resource("nscale:inference:Gateway", "training", { hostname: unknownValue }), gateway("models.north.example")],
      results: [
        "unknown training: got hostname that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a listener for any name, in a stack without a gateway of its own": {
        resources: [keys, gateway(undefined)],
        results: [
          "violated inference: got Gateway tenant-a/inference answers to any name (spec.listeners[0].hostname), want a host name of an inference gateway that the stack declares: none is declared; fix: declare the way in as inference.gateway, or take the object away",
        ],
      },
      "a listener whose name is not known": {
        resources: [declaredGateway, keys, gateway(unknownValue)],
        results: [
          "violated inference: got Gateway tenant-a/inference answers to any name (spec.listeners[0].hostname), want a host name of an inference gateway that the stack declares: models.north.example; fix: declare the way in as inference.gateway, or take the object away",
        ],
      },
      "a route of another name, at a gateway of elsewhere": {
        resources: [declaredGateway, route({ hostnames: ["side-door.example.com"] })],
        results: [
          "violated scout: got HTTPRoute tenant-a/scout answers to side-door.example.com (spec.hostnames[0]), want a host name of an inference gateway that the stack declares: models.north.example; fix: declare the way in as inference.gateway, or take the object away",
          "violated scout: got HTTPRoute tenant-a/scout at gateway tenant-a/inference, which the stack does not declare, want a gateway of the stack: none is declared; fix: attach the route to the gateway that the stack declares",
        ],
      },
      "a gateway that asks for no key": {
        resources: [declaredGateway, gateway("models.north.example")],
        results: [
          "violated inference: got Gateway tenant-a/inference, which asks for no key, want a SecurityPolicy of the stack that asks each request at the gateway for the key of a tenant; fix: declare the gateway as inference.gateway, whose tenants have keys",
        ],
      },
      "a route straight to an engine": {
        resources: [
          declaredGateway,
          keys,
          gateway("models.north.example"),
          route({ hostnames: ["models.north.example"], rules: [{ backendRefs: [{ name: "scout-engines", port: 8000 }] }] }),
        ],
        results: [
          "violated scout: got HTTPRoute tenant-a/scout leads straight to Service scout-engines, want a Backend or InferencePool of an endpoint, behind the gateway's keys and limits; fix: declare the model as an endpoint of inference, or take the route away",
        ],
      },
      "an Ingress of another name": {
        resources: [declaredGateway, object("networking.k8s.io/v1:Ingress", "web", { spec: { rules: [{ host: "web.example.com" }] } })],
        results: [
          "violated web: got Ingress tenant-a/web answers to web.example.com (spec.rules[0].host), want a host name of an inference gateway that the stack declares: models.north.example; fix: declare the way in as inference.gateway, or take the object away",
        ],
      },
      "a route of a mesh, at a Service": {
        resources: [declaredGateway, object(`${api}:GRPCRoute`, "scout", { spec: { parentRefs: [{ kind: "Service", name: "scout" }] } })],
        results: ["passed (stack)"],
      },
      "a class without settings": {
        resources: [proxy, gatewayClass()],
        results: [
          "violated inference: got GatewayClass inference with no settings of its proxies, want an EnvoyProxy of the stack, whose image and region are judged: tenant-a/inference; fix: declare an EnvoyProxy, and name it in spec.parametersRef",
        ],
      },
      "a class with settings of elsewhere": {
        resources: [gatewayClass({ kind: "EnvoyProxy", namespace: "other", name: "inference" })],
        results: [
          "violated inference: got GatewayClass inference with the settings other/inference, which the stack does not declare, want an EnvoyProxy of the stack, whose image and region are judged: none is declared; fix: declare an EnvoyProxy, and name it in spec.parametersRef",
        ],
      },
      "a class of another controller": {
        resources: [object(`${api}:GatewayClass`, "other", { spec: { controllerName: "example.com/controller" } })],
        results: ["passed (stack)"],
      },
    },
  },
};
