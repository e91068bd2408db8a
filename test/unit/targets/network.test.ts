import { expect, test } from "vitest";
import { planFluxFromManagement } from "../../../components/targets/operators/flux.ts";
import { operatorsByPlace, operatorTarget, requireFlux } from "../../../components/targets/operators/resolve.ts";
import { requireNetworks } from "../../../components/targets/networks.ts";
import type { Connection } from "../../../components/targets/connect.ts";
import type { Targets } from "../../../components/targets/spec.ts";
import { exampleCluster, exampleSpec } from "../../support/specs.ts";
import { operatorsOf } from "../../support/plans.ts";

const registry = {
  registry: { purpose: "registry", destination: { kind: "host", host: "registry.example.com" }, port: 443, jurisdiction: "NO" },
} as const;
const example = exampleSpec({ clusters: { training: exampleCluster() } });
const stack = { ...example, site: { ...example.site, egress: registry } };
const plans = operatorsOf("training", stack);
const present = exampleSpec({ clusters: { training: exampleCluster({ network: { podCidr: "10.64.0.0/12", cni: { kind: "present" } } }) } });

test("a cluster whose stack says nothing of its network gets Cilium, before every other operator", () => {
  const [cilium, ...others] = plans;
  expect([cilium?.operator, cilium?.chart.repository, cilium?.chart.namespace, cilium?.version, cilium?.needs]).toEqual([
    "cilium",
    "oci://registry.example.com/quay.io/cilium/charts",
    "kube-system",
    "1.20.2",
    [],
  ]);
  expect(others.filter(({ needs }) => !needs.includes("cilium"))).toEqual([]);
});

test("Cilium enforces policies, serves Services from the API's own address, and leaves Multus its configuration", () => {
  expect(plans[0]?.values).toEqual({
    image: { repository: "registry.example.com/quay.io/cilium/cilium" },
    operator: { image: { repository: "registry.example.com/quay.io/cilium/operator" } },
    envoy: { enabled: false },
    l7Proxy: false,
    hubble: { enabled: false },
    kubeProxyReplacement: true,
    k8sServiceHost: "10.0.0.10",
    k8sServicePort: 6443,
    ipam: { mode: "kubernetes" },
    routingMode: "tunnel",
    tunnelProtocol: "vxlan",
    policyEnforcementMode: "default",
    policyCIDRMatchMode: ["nodes"],
    cni: { exclusive: false },
    updateStrategy: { rollingUpdate: { maxUnavailable: "8%" } },
  });
});

test("a cluster whose network is present gets none, and none of its operators waits for one", () => {
  const others = operatorsOf("training", present);
  expect(others.map(({ operator }) => operator)).toEqual(plans.slice(1).map(({ operator }) => operator));
  expect(others.filter(({ needs }) => needs.includes("cilium"))).toEqual([]);
});

test("the management cluster's Flux installs it, since the cluster's own would wait for the network to start", () => {
  const { ofManagement, ofCluster } = operatorsByPlace(plans, operatorTarget());
  expect(ofCluster).toEqual(plans.slice(1));
  const { network } = ofManagement;
  if (network === undefined) throw new Error("no network");
  const { source, release } = planFluxFromManagement(network, "training", "narvik");
  expect(source.manifest.metadata).toEqual({ name: "training-network", namespace: "narvik" });
  expect(source.manifest.spec).toMatchObject({ url: "oci://registry.example.com/quay.io/cilium/charts/cilium", ref: { tag: "1.20.2" } });
  expect(release.metadata).toEqual({ name: "training-network", namespace: "narvik" });
  expect(release.spec).toMatchObject({
    releaseName: "cilium",
    targetNamespace: "kube-system",
    storageNamespace: "kube-system",
    kubeConfig: { secretRef: { name: "training-kubeconfig", key: "value" } },
    chartRef: { kind: "OCIRepository", name: "training-network" },
  });
  expect(release.spec).not.toHaveProperty("dependsOn");
});

test("on a real cluster Helm installs it with the others", () => {
  expect(operatorsByPlace(plans, operatorTarget({ kind: "kubeconfig" }))).toEqual({ ofManagement: {}, ofCluster: plans });
});

test("a real management cluster without Flux is refused while it is to install networks", () => {
  expect(() => requireFlux([], new Set())).not.toThrow();
  expect(() => requireFlux(["training"], new Set(["helm.toolkit.fluxcd.io/v2", "source.toolkit.fluxcd.io/v1"]))).not.toThrow();
  expect(() => requireFlux(["training", "racks"], new Set(["source.toolkit.fluxcd.io/v1"]))).toThrow(
    'targets.management: got no kinds of helm.toolkit.fluxcd.io, want helm.toolkit.fluxcd.io/v2, by which it installs the network of training, racks; fix: install Flux there, or write network.cni: { kind: "present" } where another hand brings the network',
  );
});

test("a network that is said to be present, and is not, is a fault before anything is changed", async () => {
  const live = (nodes: readonly string[]): Connection => ({
    kind: "live",
    credentials: { context: "a" },
    served: new Set(),
    nodesWithoutNetwork: () => Promise.resolve(nodes),
  });
  const connected = (nodes: readonly string[]) => new Map([["training", live(nodes)]]);
  const kubeconfig = (operators: "present" | "install"): Targets => ({ training: { kind: "kubeconfig", operators } });
  await requireNetworks({ training: "present" }, kubeconfig("install"), connected([]));
  await requireNetworks({ training: "cilium" }, kubeconfig("install"), connected(["a"]));
  await requireNetworks({ training: "present" }, {}, new Map([["training", { kind: "render" }]]));
  await expect(requireNetworks({ training: "present" }, kubeconfig("install"), connected(["a", "b", "c"]))).rejects.toThrow(
    "clusters.training.network.cni: got present, while node a and 2 more wait for a network plugin; want nodes with a network; fix: have it installed there, or let this project install Cilium",
  );
  await expect(requireNetworks({ training: "cilium" }, kubeconfig("present"), connected(["a"]))).rejects.toThrow(
    "targets.training.operators: got cilium present, while node a waits for a network plugin",
  );
});
