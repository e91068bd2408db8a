import * as k8s from "@pulumi/kubernetes";
import { expect, test } from "vitest";
import { Delivery } from "../../components/cluster/delivery.ts";
import { GpuCluster } from "../../components/cluster/index.ts";
import { assumed, stated } from "../../components/lib/fact.ts";
import { printResource, recordResources } from "../support/mocks.ts";
import { exampleGpuCluster } from "../support/specs.ts";

const declareCluster = () => {
  const management = new k8s.Provider("management", {});
  const { spec, site } = exampleGpuCluster({
    fabric: { kind: "roce", planes: stated(4, "the fabric's drawings") },
    releaseByScalableUnit: { "su-2": "2026.11" },
  });
  new GpuCluster("training", { spec, site, management });
};

test("a GPU cluster declares its objects in the management cluster", async () => {
  const resources = await recordResources(declareCluster);

  expect(resources.map(printResource)).toEqual([
    "kubernetes:bootstrap.cluster.x-k8s.io/v1beta2:KubeadmConfigTemplate training-worker",
    "kubernetes:cluster.x-k8s.io/v1beta2:Cluster training",
    "kubernetes:cluster.x-k8s.io/v1beta2:ClusterClass training-class",
    "kubernetes:controlplane.cluster.x-k8s.io/v1beta2:KubeadmControlPlaneTemplate training-control-plane",
    "kubernetes:core/v1:ConfigMap training-inventory-contract",
    "kubernetes:infrastructure.cluster.x-k8s.io/v1beta2:Metal3ClusterTemplate training-infrastructure",
    "kubernetes:infrastructure.cluster.x-k8s.io/v1beta2:Metal3DataTemplate training-control-plane",
    "kubernetes:infrastructure.cluster.x-k8s.io/v1beta2:Metal3DataTemplate training-worker",
    "kubernetes:infrastructure.cluster.x-k8s.io/v1beta2:Metal3MachineTemplate training-control-plane",
    "kubernetes:infrastructure.cluster.x-k8s.io/v1beta2:Metal3MachineTemplate training-worker",
    "nscale:cluster:GpuCluster training",
    "pulumi:providers:kubernetes management",
  ]);
  const objects = resources.filter(({ type }) => type.startsWith("kubernetes:"));
  expect(new Set(objects.map(({ provider }) => provider.split("::").at(-2)))).toEqual(new Set(["management"]));
});

test("a GPU cluster shows its facts, and nothing else, as its arguments", async () => {
  const resources = await recordResources(declareCluster);

  expect(resources.find(({ type }) => type === "nscale:cluster:GpuCluster")?.inputs).toEqual({
    site: "narvik",
    accelerator: "b200",
    gpus: 100,
    units: 13,
    hosts: 13,
    scalableUnits: 4,
    unitsPerRack: 1,
    phase: "initial",
    hall: "hall-1",
    itMegawatts: 0.1859,
    facilityMegawatts: 0.213785,
    fabric: "roce",
    fabricPlanes: 4,
    release: "2026.10",
    releaseByScalableUnit: { "su-2": "2026.11" },
    assumptions: { gpus: "an example", scalableUnitUnits: "an example", unitsPerRack: "an example" },
  });
});

test("a delivery is a resource of its own, without children", async () => {
  const resources = await recordResources(() => {
    new Delivery("training-first", {
      cluster: "training",
      accelerator: "b200",
      gpus: assumed(64, "the order is not public"),
      deliveredOn: stated("2026-02-01", "the carrier"),
      origin: stated("TW", "the carrier"),
      authorisation: { kind: "exception", exception: stated("AIA", "the exporter") },
    });
  });

  expect(resources).toEqual([
    {
      type: "nscale:cluster:Delivery",
      name: "training-first",
      inputs: {
        cluster: "training",
        accelerator: "b200",
        gpus: 64,
        deliveredOn: "2026-02-01",
        origin: "TW",
        authorisation: { kind: "exception", exception: "AIA" },
        assumptions: { gpus: "the order is not public" },
      },
      provider: "",
    },
  ]);
});
