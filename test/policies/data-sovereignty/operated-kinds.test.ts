import { expect, test } from "vitest";
import { imageRegistryDeclared } from "../../../policies/data-sovereignty/images.ts";
import { serviceDestinationDeclared } from "../../../policies/data-sovereignty/networks.ts";
import { workloadRegionAffinity } from "../../../policies/data-sovereignty/regions.ts";
import { telemetryStaysHome } from "../../../policies/data-sovereignty/telemetry.ts";
import { transferBasisValid } from "../../../policies/data-sovereignty/transfers.ts";
import type { Resource, Rule } from "../../../policies/lib/rule.ts";
import { asInEngine, findingsIn, resource } from "../../support/policies.ts";
import { declared, egress, object, podSpec, site, tenant } from "./resources.ts";

// Kinds whose operators make pods, proxies and ways out of what the object says.

const slinky = (kind: string, spec: object) => object(`slinky.slurm.net/v1beta1:${kind}`, "slurm", { spec });
const envoy = (kind: string, spec: object) => object(`gateway.envoyproxy.io/v1alpha1:${kind}`, "inference", { spec });
const here = { nodeSelector: { "topology.kubernetes.io/region": "no" } };

const unbound = (what: string, path: string) =>
  `violated ${what.split("/").at(-1) ?? ""}: got ${what} ${path}: no region required, want topology.kubernetes.io/region no, required; fix: set nodeSelector topology.kubernetes.io/region: no`;
const undeclared = (what: string, host: string, path: string, purposes: string, known: string) =>
  `violated ${what.split("/").at(-1) ?? ""}: got ${what} leads to ${host} (${path}), want a host of site.egress${purposes}: ${known}; fix: declare it with its jurisdiction, or point the object at what is declared`;
const registryOnly = [" for registry or package-mirror", "registry.north.example:443"] as const;
const telemetryOnly = [" for telemetry", "telemetry.north.example:4317"] as const;
const any = [", or of a backup", "registry.north.example:443, telemetry.north.example:4317, 198.51.100.0/24 port 443"] as const;

const proxyIn = (pod: object, container: object = { image: "registry.north.example/envoyproxy/envoy:distroless" }) =>
  envoy("EnvoyProxy", { provider: { type: "Kubernetes", kubernetes: { envoyDeployment: { pod, container } } } });

const routeTo = (rule: object) => object("gateway.networking.k8s.io/v1:HTTPRoute", "scout", { spec: { parentRefs: [], rules: [rule] } });
const toBackend = { backendRefs: [{ group: "gateway.envoyproxy.io", kind: "Backend", name: "scout" }] };
const ownBackend = object("gateway.envoyproxy.io/v1alpha1:Backend", "scout", {
  spec: { endpoints: [{ fqdn: { hostname: "scout.models.svc.cluster.local", port: 8000 } }] },
});

test.each<[string, Rule, Resource, readonly string[]]>([
  [
    "a node set of Slurm whose template names containers of its own",
    workloadRegionAffinity,
    slinky("NodeSet", { slurmd: {}, template: { spec: { ...here, containers: [{ name: "exporter" }] } } }),
    [],
  ],
  [
    "a node set of Slurm in the region, with the operator's containers alone",
    workloadRegionAffinity,
    slinky("NodeSet", { slurmd: {}, template: { spec: here } }),
    [],
  ],
  ...["Controller", "NodeSet", "LoginSet", "Accounting", "RestApi"].map((kind): [string, Rule, Resource, readonly string[]] => [
    `a ${kind} of Slurm that may run anywhere`,
    workloadRegionAffinity,
    slinky(kind, { template: { spec: { priorityClassName: "high" } } }),
    [unbound(`${kind} tenant-a/slurm`, "spec.template.spec")],
  ]),
  [
    "a controller of Slurm without a template",
    workloadRegionAffinity,
    slinky("Controller", {}),
    [unbound("Controller tenant-a/slurm", "spec.template.spec")],
  ],
  [
    "accounting that runs elsewhere",
    workloadRegionAffinity,
    slinky("Accounting", { external: true, externalConfig: { host: "slurmdbd.example.com" } }),
    [],
  ],
  [
    "an image of Slurm from its publisher",
    imageRegistryDeclared,
    slinky("NodeSet", { slurmd: { image: "ghcr.io/slinkyproject/slurmd:25.11" } }),
    [undeclared("NodeSet tenant-a/slurm", "ghcr.io:443", "spec.slurmd.image", ...registryOnly)],
  ],
  [
    "logins for anyone",
    serviceDestinationDeclared,
    slinky("LoginSet", { service: { spec: { type: "LoadBalancer" } } }),
    [
      "violated slurm: got LoginSet tenant-a/slurm, a load balancer for anyone, want loadBalancerSourceRanges that are private or declared in site.egress; fix: set spec.loadBalancerSourceRanges, use a ClusterIP Service, or name the object in the rule's parameter publicServices",
    ],
  ],
  [
    "logins from a range that is declared",
    serviceDestinationDeclared,
    slinky("LoginSet", { service: { spec: { type: "LoadBalancer", loadBalancerSourceRanges: ["198.51.100.0/25"] } } }),
    [],
  ],
  [
    "a group of pods whose leader alone is bound",
    workloadRegionAffinity,
    object("leaderworkerset.x-k8s.io/v1:LeaderWorkerSet", "group", {
      spec: { leaderWorkerTemplate: { leaderTemplate: { spec: podSpec() }, workerTemplate: { spec: podSpec({}, { nodeSelector: {} }) } } },
    }),
    [unbound("LeaderWorkerSet tenant-a/group", "spec.leaderWorkerTemplate.workerTemplate.spec")],
  ],
  ["proxies in the region", workloadRegionAffinity, proxyIn(here), []],
  [
    "proxies that may run anywhere",
    workloadRegionAffinity,
    proxyIn({}),
    [unbound("EnvoyProxy tenant-a/inference", "spec.provider.kubernetes.envoyDeployment.pod")],
  ],
  [
    "proxies of which nothing is said",
    workloadRegionAffinity,
    envoy("EnvoyProxy", {}),
    [unbound("EnvoyProxy tenant-a/inference", "spec.provider.kubernetes.envoyDeployment.pod")],
  ],
  [
    "proxies on every node, anywhere",
    workloadRegionAffinity,
    envoy("EnvoyProxy", { provider: { kubernetes: { envoyDaemonSet: {} } } }),
    [unbound("EnvoyProxy tenant-a/inference", "spec.provider.kubernetes.envoyDaemonSet.pod")],
  ],
  ["proxies of the site's registry", imageRegistryDeclared, proxyIn(here), []],
  [
    "proxies of the image that Envoy Gateway takes by itself",
    imageRegistryDeclared,
    proxyIn(here, {}),
    [undeclared("EnvoyProxy tenant-a/inference", "docker.io:443", "its proxies' image, left out", ...registryOnly)],
  ],
  [
    "metrics of proxies, to where only images may come from",
    telemetryStaysHome,
    envoy("EnvoyProxy", {
      telemetry: { metrics: { sinks: [{ type: "OpenTelemetry", openTelemetry: { host: "registry.north.example", port: 443 } }] } },
    }),
    [
      undeclared(
        "EnvoyProxy tenant-a/inference",
        "registry.north.example",
        "spec.telemetry.metrics.sinks[0].openTelemetry.host",
        ...telemetryOnly,
      ),
    ],
  ],
  [
    "a filter of proxies from elsewhere",
    imageRegistryDeclared,
    envoy("EnvoyExtensionPolicy", { wasm: [{ code: { type: "Image", image: { url: "ghcr.io/filters/log:1" } } }] }),
    [undeclared("EnvoyExtensionPolicy tenant-a/inference", "ghcr.io:443", "spec.wasm[0].code.image.url", ...registryOnly)],
  ],
  [
    "a filter that asks a backend which the stack does not declare",
    serviceDestinationDeclared,
    envoy("EnvoyExtensionPolicy", { extProc: [toBackend] }),
    [
      "violated inference: got EnvoyExtensionPolicy tenant-a/inference sends requests to Backend tenant-a/scout, which the stack does not declare, want a Backend of the stack, whose hosts are judged: none is declared; fix: declare the Backend in the same stack, and its hosts in site.egress",
    ],
  ],
  [
    "a copy of each request to another cluster",
    serviceDestinationDeclared,
    routeTo({
      filters: [
        { type: "RequestMirror", requestMirror: { backendRef: { group: "multicluster.x-k8s.io", kind: "ServiceImport", name: "copy" } } },
      ],
    }),
    [
      "violated scout: got HTTPRoute tenant-a/scout sends requests to ServiceImport copy, which another cluster exports, want backends of the same cluster; fix: route to a Service of this cluster; clusters of other places have endpoints of their own",
    ],
  ],
  [
    "a pool of another cluster",
    serviceDestinationDeclared,
    routeTo({ backendRefs: [{ group: "inference.networking.x-k8s.io", kind: "InferencePoolImport", name: "scout" }] }),
    [
      "violated scout: got HTTPRoute tenant-a/scout sends requests to InferencePoolImport scout, which another cluster exports, want backends of the same cluster; fix: route to a Service of this cluster; clusters of other places have endpoints of their own",
    ],
  ],
  [
    "a pool of the same cluster",
    serviceDestinationDeclared,
    routeTo({ backendRefs: [{ group: "inference.networking.k8s.io", kind: "InferencePool", name: "scout" }] }),
    [],
  ],
  [
    "a backend that goes wherever a request says",
    serviceDestinationDeclared,
    envoy("Backend", { type: "DynamicResolver" }),
    [
      "violated inference: got Backend tenant-a/inference, which sends each request to the host that the request names, want endpoints that are written out; fix: write the hosts into spec.endpoints, and declare them in site.egress",
    ],
  ],
  [
    "a backend at an address outside",
    serviceDestinationDeclared,
    envoy("Backend", { endpoints: [{ ip: { address: "8.8.8.8", port: 443 } }] }),
    [undeclared("Backend tenant-a/inference", "8.8.8.8", "spec.endpoints[0].ip.address", ...any)],
  ],
])("%s", (_, rule, one, results) => {
  expect(findingsIn([rule], [site(), ...declared, one].map(asInEngine), "2026-11-01")).toEqual(results);
});

test("a route to a backend of the stack stays inside", () => {
  expect(findingsIn([serviceDestinationDeclared], [site(), ...declared, routeTo(toBackend), ownBackend], "2026-11-01")).toEqual([]);
});

test("where requests may be served is a transfer, for the tenants whose requests they are", () => {
  const routing = resource("nscale:fleet:Routing", "north", {
    endpoints: {
      scout: {
        research: {
          stops: [
            { stack: "north", jurisdiction: "NO" },
            { stack: "texas", jurisdiction: "US-TX" },
          ],
        },
      },
    },
  });
  const toTexas = egress("to-texas", "failover", "inference.texas.example", 443, "US-TX");
  const inPlace = [site(), ...declared, tenant(), tenant({}, "industry"), routing, toTexas];
  const found = (resources: readonly Resource[]) =>
    findingsIn([transferBasisValid], resources, "2026-11-01").map((line) => line.split(" with ")[0]);
  const transferred = (who: string, to: string) =>
    `violated ${who}: got data of ${who} that may come from the European Economic Area to ${to}`;
  expect(found(inPlace)).toEqual([transferred("research", "US-TX")]);
  // Without a stop, any tenant's requests may go.
  expect(found([...inPlace, egress("to-abroad", "failover", "inference.abroad.example", 443, "US")])).toEqual([
    transferred("research", "US"),
    transferred("research", "US-TX"),
    transferred("industry", "US"),
  ]);
});
