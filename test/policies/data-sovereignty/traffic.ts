import { unknownValue, type RuleCases } from "../../support/policies.ts";
import { cluster, declared, deployment, env, namespace, object, site, siteIn, storage, telemetry, unknownPort } from "./resources.ts";
import { resource } from "../../support/policies.ts";

const only = (...resources: readonly ReturnType<typeof object>[]) => [...declared, ...resources];
const service = (spec: object) => object("core/v1:Service", "web", { spec });
const policy = (egress: readonly object[]) => object("networking.k8s.io/v1:NetworkPolicy", "out", { spec: { podSelector: {}, egress } });
const to = (cidr: string) => ({ to: [{ ipBlock: { cidr } }] });
const route = (rule: object) =>
  object("gateway.networking.k8s.io/v1:HTTPRoute", "web", { spec: { hostnames: ["web.example.com"], rules: [rule] } });
const home = [site(), storage(), telemetry()];
const remote = (spec: object) => object("kueue.x-k8s.io/v1beta2:MultiKueueCluster", "worker", { spec });
const provider = (name: string) => resource("pulumi:providers:kubernetes", name, {});

export const cases: Readonly<Record<string, RuleCases>> = {
  "telemetry-stays-home": {
    violating: {
      resources: [site(), telemetry("US"), storage()],
      results: [
        "violated telemetry: got telemetry that goes to US, want an endpoint in NO, the site's own jurisdiction; fix: send telemetry to a collector at the site",
      ],
    },
    passing: {
      resources: [...home, deployment(env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://telemetry.north.example:4317"))],
      results: ["passed (stack)"],
    },
    notApplicable: {
      resources: [site(), storage(), deployment()],
      results: ["not-applicable (stack): nothing is declared for telemetry, and no object exports any"],
    },
    unknown: {
      resources: [site(), telemetry(unknownValue)],
      results: [
        "unknown telemetry: got jurisdiction that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a site whose jurisdiction is not known": {
        resources: [siteIn(unknownValue), telemetry()],
        results: [
          "unknown north: got location.jurisdiction that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
        ],
      },
      "traces that leave": {
        resources: [...home, deployment(env("OTEL_EXPORTER_OTLP_ENDPOINT", "https://otlp.example.com"))],
        results: [
          "violated app: got Deployment tenant-a/app leads to otlp.example.com:443 (spec.template.spec.containers[0].env[0].value), want a host of site.egress for telemetry: telemetry.north.example:4317; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "traces to a host that is declared for something else": {
        resources: [site(), ...declared, deployment(env("OTEL_EXPORTER_OTLP_ENDPOINT", "https://registry.north.example"))],
        results: [
          "violated app: got Deployment tenant-a/app leads to registry.north.example:443 (spec.template.spec.containers[0].env[0].value), want a host of site.egress for telemetry: telemetry.north.example:4317; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "traces to a collector of the cluster": {
        resources: [...home, deployment(env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.monitoring.svc:4317"))],
        results: ["passed (stack)"],
      },
      "metrics that are written elsewhere": {
        resources: [
          ...home,
          object("monitoring.coreos.com/v1:Prometheus", "main", { spec: { remoteWrite: [{ url: "https://metrics.example.com/push" }] } }),
        ],
        results: [
          "violated main: got Prometheus tenant-a/main leads to metrics.example.com:443 (spec.remoteWrite[0].url), want a host of site.egress for telemetry: telemetry.north.example:4317; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a collector's exporters": {
        resources: [
          ...home,
          object("opentelemetry.io/v1beta1:OpenTelemetryCollector", "main", {
            spec: { config: { exporters: { otlp: { endpoint: "otlp.example.com:4317" } } } },
          }),
        ],
        results: [
          "violated main: got OpenTelemetryCollector tenant-a/main leads to otlp.example.com:4317 (spec.config.exporters.otlp.endpoint), want a host of site.egress for telemetry: telemetry.north.example:4317; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a collector's exporters as text": {
        resources: [
          ...home,
          object("core/v1:ConfigMap", "otel", {
            data: { "config.yaml": "exporters:\n  otlphttp:\n    endpoint: https://otlp.example.com\n" },
          }),
        ],
        results: [
          "violated otel: got ConfigMap tenant-a/otel leads to otlp.example.com:443 (data.config.yaml), want a host of site.egress for telemetry: telemetry.north.example:4317; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a service that its key implies": {
        resources: [...home, deployment(env("WANDB_API_KEY", "key"))],
        results: [
          "violated app: got Deployment tenant-a/app leads to api.wandb.ai:443 (spec.template.spec.containers[0].env[0].name), want a host of site.egress for telemetry: telemetry.north.example:4317; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "the same service, run by oneself": {
        resources: [
          ...home,
          deployment({
            env: [
              { name: "WANDB_API_KEY", value: "key" },
              { name: "WANDB_BASE_URL", value: "http://wandb.tools.svc" },
            ],
          }),
        ],
        results: ["passed (stack)"],
      },
      "an endpoint that is not known": {
        resources: [...home, deployment(env("OTEL_EXPORTER_OTLP_ENDPOINT", unknownValue))],
        results: [
          "violated app: got Deployment tenant-a/app: spec.template.spec.containers[0].env[0].value that is not known before the update, want a value that the rule can judge; fix: write the value out instead of taking it from another resource's output",
        ],
      },
    },
  },
  "service-destination-declared": {
    violating: {
      resources: only(service({ type: "ExternalName", externalName: "db.example.com" })),
      results: [
        "violated web: got Service tenant-a/web leads to db.example.com (spec.externalName), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
      ],
    },
    passing: {
      resources: only(
        service({ type: "ClusterIP" }),
        service({ type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8", "198.51.100.128/25"] }),
        service({ type: "ExternalName", externalName: "telemetry.north.example" }),
        policy([{ to: [{ namespaceSelector: {} }] }, to("198.51.100.0/25"), to("10.96.0.0/16")]),
        route({ backendRefs: [{ name: "web", port: 80 }] }),
      ),
      results: ["passed (stack)"],
    },
    notApplicable: {
      resources: only(namespace, deployment()),
      results: ["not-applicable (stack): the stack has no Service, route or network policy"],
    },
    unknown: {
      resources: [...unknownPort(unknownValue), service({ type: "ClusterIP" })],
      results: [
        "unknown registry: got port that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a load balancer for anyone": {
        resources: only(service({ type: "LoadBalancer" })),
        results: [
          "violated web: got Service tenant-a/web, a load balancer for anyone, want loadBalancerSourceRanges that are private or declared in site.egress; fix: set spec.loadBalancerSourceRanges, use a ClusterIP Service, or name the object in the rule's parameter publicServices",
        ],
      },
      "a load balancer for a public range": {
        resources: only(service({ type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8", "203.0.113.0/24"] })),
        results: [
          "violated web: got Service tenant-a/web, a load balancer for 203.0.113.0/24, want loadBalancerSourceRanges that are private or declared in site.egress; fix: set spec.loadBalancerSourceRanges, use a ClusterIP Service, or name the object in the rule's parameter publicServices",
        ],
      },
      "a load balancer that is meant for anyone": {
        resources: only(service({ type: "LoadBalancer" })),
        parameters: { publicServices: ["tenant-a/web"] },
        results: ["passed (stack)"],
      },
      "a public address as the Service's own": {
        resources: only(service({ externalIPs: ["203.0.113.9"] })),
        results: [
          "violated web: got Service tenant-a/web leads to 203.0.113.9 (spec.externalIPs[0]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "endpoints that are written by hand": {
        resources: only(
          object("discovery.k8s.io/v1:EndpointSlice", "web", { addressType: "FQDN", endpoints: [{ addresses: ["db.example.com"] }] }),
          object("core/v1:Endpoints", "web", { subsets: [{ addresses: [{ ip: "203.0.113.9" }] }] }),
        ),
        results: [
          "violated web: got EndpointSlice tenant-a/web leads to db.example.com (endpoints[0].addresses[0]), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
          "violated web: got Endpoints tenant-a/web leads to 203.0.113.9 (subsets[0].addresses[0].ip), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "an external name that is not known": {
        resources: only(service({ type: "ExternalName", externalName: unknownValue })),
        results: [
          "violated web: got Service tenant-a/web: spec.externalName that is not known before the update, want a value that the rule can judge; fix: write the value out instead of taking it from another resource's output",
        ],
      },
      "a network policy that lets everything out": {
        resources: only(policy([{}])),
        results: [
          "violated out: got NetworkPolicy tenant-a/out lets pods out to anywhere, want ways out to pods, private ranges and the ranges that site.egress declares; fix: name the range in site.egress with its jurisdiction, or narrow the policy",
        ],
      },
      "a network policy to a public range": {
        resources: only(policy([to("0.0.0.0/0")])),
        results: [
          "violated out: got NetworkPolicy tenant-a/out lets pods out to 0.0.0.0/0, want ways out to pods, private ranges and the ranges that site.egress declares; fix: name the range in site.egress with its jurisdiction, or narrow the policy",
        ],
      },
      "a network policy to a name": {
        resources: only(
          object("cilium.io/v2:CiliumNetworkPolicy", "out", { spec: { egress: [{ toFQDNs: [{ matchName: "files.example.com" }] }] } }),
        ),
        results: [
          "violated out: got CiliumNetworkPolicy tenant-a/out leads to files.example.com (spec.egress[0].toFQDNs[0].matchName), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a network policy to the world": {
        resources: only(object("cilium.io/v2:CiliumNetworkPolicy", "out", { spec: { egress: [{ toEntities: ["world"] }] } })),
        results: [
          "violated out: got CiliumNetworkPolicy tenant-a/out lets pods out to anywhere, want ways out to pods, private ranges and the ranges that site.egress declares; fix: name the range in site.egress with its jurisdiction, or narrow the policy",
        ],
      },
      "a route that sends clients elsewhere": {
        resources: only(route({ filters: [{ type: "RequestRedirect", requestRedirect: { hostname: "other.example.com" } }] })),
        results: [
          "violated web: got HTTPRoute tenant-a/web leads to other.example.com (spec.rules[0].filters[0].requestRedirect.hostname), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a route to another cluster": {
        resources: only(route({ backendRefs: [{ group: "multicluster.x-k8s.io", kind: "ServiceImport", name: "model" }] })),
        results: [
          "violated web: got HTTPRoute tenant-a/web sends requests to ServiceImport model, which another cluster exports, want backends of the same cluster; fix: route to a Service of this cluster; clusters of other places have endpoints of their own",
        ],
      },
      "an ingress that asks elsewhere for leave": {
        resources: only(
          object("networking.k8s.io/v1:Ingress", "web", {
            metadata: { name: "web", annotations: { "nginx.ingress.kubernetes.io/auth-url": "https://auth.example.com/check" } },
            spec: { rules: [{ host: "web.example.com" }] },
          }),
        ),
        results: [
          "violated web: got Ingress web leads to auth.example.com:443 (metadata.annotations.nginx.ingress.kubernetes.io/auth-url), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
      "a gateway's backend outside": {
        resources: only(
          object("gateway.envoyproxy.io/v1alpha1:Backend", "model", {
            spec: { endpoints: [{ fqdn: { hostname: "api.example.com", port: 443 } }] },
          }),
        ),
        results: [
          "violated model: got Backend tenant-a/model leads to api.example.com (spec.endpoints[0].fqdn.hostname), want a host of site.egress, or of a backup: registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443; fix: declare it with its jurisdiction, or point the object at what is declared",
        ],
      },
    },
  },
  "cluster-target-declared": {
    violating: {
      resources: [cluster, remote({ clusterSource: { kubeConfig: { location: "texas-kubeconfig", locationType: "Secret" } } })],
      results: [
        "violated worker: got MultiKueueCluster tenant-a/worker hands work to the cluster behind texas-kubeconfig, want a cluster of the stack, by its own Secret: training-kubeconfig; fix: name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
      ],
    },
    passing: {
      resources: [
        cluster,
        provider("management"),
        provider("training"),
        remote({ clusterSource: { kubeConfig: { location: "training-kubeconfig", locationType: "Secret" } } }),
        object("kustomize.toolkit.fluxcd.io/v1:Kustomization", "apps", {
          spec: { kubeConfig: { secretRef: { name: "training-kubeconfig" } } },
        }),
      ],
      results: ["passed (stack)"],
    },
    notApplicable: { resources: [cluster], results: ["not-applicable (stack): the stack has no Kubernetes object"] },
    unknown: {
      resources: [resource("nscale:cluster:GpuCluster", "training", { site: unknownValue }), namespace],
      results: [
        "unknown training: got site that is not known before the update, want a value that the rule can judge; fix: declare the value in the stack's data instead of taking it from another resource's output",
      ],
    },
    more: {
      "a cluster profile of another place": {
        resources: [cluster, remote({ clusterSource: { clusterProfileRef: { name: "texas" } } })],
        results: [
          "violated worker: got MultiKueueCluster tenant-a/worker hands work to the cluster profile texas, want a cluster of the stack, by its own Secret: training-kubeconfig; fix: name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
        ],
      },
      "a cluster profile of the stack": {
        resources: [cluster, remote({ clusterSource: { clusterProfileRef: { name: "training" } } })],
        results: ["passed (stack)"],
      },
      "a target that is not known": {
        resources: [cluster, remote({ clusterSource: { kubeConfig: { location: unknownValue } } })],
        results: [
          "violated worker: got MultiKueueCluster tenant-a/worker hands work to a cluster that it does not name, want a cluster of the stack, by its own Secret: training-kubeconfig; fix: name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
        ],
      },
      "a file with the name of the Secret": {
        resources: [cluster, remote({ clusterSource: { kubeConfig: { location: "training-kubeconfig", locationType: "Path" } } })],
        results: [
          "violated worker: got MultiKueueCluster tenant-a/worker hands work to the cluster behind the file training-kubeconfig, want a cluster of the stack, by its own Secret: training-kubeconfig; fix: name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
        ],
      },
      "the field of older versions": {
        resources: [cluster, remote({ kubeConfig: { location: "texas-kubeconfig" } })],
        results: [
          "violated worker: got MultiKueueCluster tenant-a/worker hands work to the cluster behind texas-kubeconfig, want a cluster of the stack, by its own Secret: training-kubeconfig; fix: name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
        ],
      },
      "a deployment to another cluster": {
        resources: [
          cluster,
          object("kustomize.toolkit.fluxcd.io/v1:Kustomization", "apps", { spec: { kubeConfig: { secretRef: { name: "texas" } } } }),
        ],
        results: [
          "violated apps: got Kustomization tenant-a/apps hands work to the cluster behind texas, want a cluster of the stack, by its own Secret: training-kubeconfig; fix: name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
        ],
      },
      "the default provider": {
        resources: [cluster, provider("default_4_25_0"), namespace],
        results: [
          "violated default_4_25_0: got objects for the cluster of provider default_4_25_0, want the provider of a cluster that the stack declares: management, training; fix: give the object the provider of its cluster; without one it lands wherever the machine's kubeconfig leads",
        ],
      },
      "a stack without clusters": {
        resources: [provider("management"), remote({ clusterSource: { kubeConfig: { location: "texas-kubeconfig" } } })],
        results: [
          "violated worker: got MultiKueueCluster tenant-a/worker hands work to the cluster behind texas-kubeconfig, want a cluster of the stack, by its own Secret: none is declared; fix: name a cluster that this stack declares: queues may span the clusters of one jurisdiction, and a stack is one site",
        ],
      },
    },
  },
};
