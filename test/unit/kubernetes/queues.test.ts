import { expect, test } from "vitest";
import { gpusOfShare } from "../../../components/capacity/guarantees.ts";
import { fairSharingWeight, packsJobs } from "../../../components/kubernetes/plan/queues.ts";
import { powerBudgetMegawatts } from "../../../components/kubernetes/plan/monitoring.ts";
import { quantity } from "../../../components/lib/quantity.ts";
import { assumed } from "../../../components/lib/fact.ts";
import type { StackSpec } from "../../../components/schema/stack.ts";
import { exampleControlPlane, exampleCluster, exampleSpec } from "../../support/specs.ts";
import { operatorsOf } from "../../support/plans.ts";

const why = "an example";
type Cluster = StackSpec["clusters"][string];

const clusterOf = (changes: Parameters<typeof exampleCluster>[0]): Cluster =>
  exampleSpec({ clusters: { training: exampleCluster(changes) } }).clusters["training"] as Cluster;

const racks = { accelerator: "gb300-nvl72", gpus: assumed(720, why) } as const;

test.each([
  [0, "0"],
  [72, "72"],
  [13_000, "13k"],
  [13_312, "13312"],
  [2_000_000, "2M"],
  [5e15, "5P"],
])("%d is the quantity %s", (value, text) => {
  expect(quantity(value)).toBe(text);
});

test.each([
  [10, 72],
  [25, 144],
  [33.3, 216],
  [100, 720],
])("%d %% of 720 GPUs in racks are %d", (percent, gpus) => {
  expect(gpusOfShare(clusterOf(racks), percent)).toBe(gpus);
});

test("a queue's weight grows a hundred thousand times from order to order, and with the guarantee within one", () => {
  const allocation = (percent: number, preemptionOrder: number) => ({
    ...(clusterOf(racks).kubernetes.tenants["research"] as Cluster["kubernetes"]["tenants"][string]),
    guaranteedSharePercent: assumed(percent, why),
    preemptionOrder,
  });
  const all = [allocation(40, 1), allocation(20, 1), allocation(0, 5), allocation(30, 9)];
  expect(all.map((each) => fairSharingWeight(each, all))).toEqual(["40k", "20k", "100k", "300T"]);
});

test("jobs are packed where GPUs are a counted resource, unless the cluster says otherwise", () => {
  const { kubernetes } = clusterOf(racks);
  expect(packsJobs(kubernetes)).toBe(true);
  expect(packsJobs({ ...kubernetes, deviceAllocation: "dra" })).toBe(false);
  expect(packsJobs({ ...kubernetes, topologyAwareScheduling: false })).toBe(false);
});

test("a cluster's power budget is what its phase has beside the other clusters", () => {
  const stack = exampleSpec({
    clusters: { training: exampleCluster(), racks: exampleCluster({ ...racks, controlPlane: exampleControlPlane("10.0.0.11") }) },
  });
  // 20 MW, less ten racks of 140 kW at PUE 1.15; and less 13 hosts of 14.3 kW.
  expect(powerBudgetMegawatts("training", stack)).toBe(18.39);
  expect(powerBudgetMegawatts("racks", stack)).toBe(19.786215);
});

test.each([
  ["hosts", {}, ["gpu-operator", "network-operator"]],
  ["racks", racks, ["gpu-operator", "network-operator", "dra-driver-nvidia-gpu"]],
  ["AMD's hosts", { accelerator: "mi300x", fabric: { kind: "roce", planes: assumed(1, why) } } as const, []],
])("%s have the operators of their hardware", (_, changes, hardware) => {
  const stack = exampleSpec({ clusters: { training: exampleCluster(changes) } });
  const names = operatorsOf("training", stack).map(({ operator }) => operator);
  expect(names).toEqual(["cilium", "cert-manager", "prometheus-operator", "kueue", "jobset", "leaderworkerset", ...hardware]);
});

test("charts and images come from the site's registry, where it has one", () => {
  const egress = {
    registry: { purpose: "registry", destination: { kind: "host", host: "registry.example.com" }, port: 443, jurisdiction: "NO" },
  } as const;
  const stack = exampleSpec({ clusters: { training: exampleCluster() } });
  const [network, certificates] = operatorsOf("training", { ...stack, site: { ...stack.site, egress } });
  expect(network?.chart.repository).toBe("oci://registry.example.com/quay.io/cilium/charts");
  expect(certificates?.chart.repository).toBe("oci://registry.example.com/quay.io/jetstack/charts");
  expect(operatorsOf("training", stack)[1]?.chart.repository).toBe("oci://quay.io/jetstack/charts");
});
