import { beforeAll, describe, expect, it } from "vitest";
import { planGpuCluster, type GpuClusterObjects } from "../../components/cluster/plan.ts";
import type { GpuClusterSpec } from "../../components/cluster/spec.ts";
import { Cluster, ClusterClass, type VariableValue } from "../../components/lib/crd/cluster-api.ts";
import { KubeadmConfigTemplate, KubeadmControlPlaneTemplate } from "../../components/lib/crd/kubeadm.ts";
import { Metal3ClusterTemplate, Metal3DataTemplate, Metal3MachineTemplate } from "../../components/lib/crd/metal3.ts";
import { assumed } from "../../components/lib/fact.ts";
import { installCrds } from "../../tools/cluster/crds.ts";
import { callApi } from "../../tools/cluster/rest.ts";
import { startCluster, type TestCluster } from "../../tools/cluster/start.ts";
import { skipWithoutCrds, strictApply } from "../support/cluster.ts";
import { exampleGpuCluster } from "../support/specs.ts";

const groups = ["cluster.x-k8s.io", "bootstrap.cluster.x-k8s.io", "controlplane.cluster.x-k8s.io"];
const metal3 = ["infrastructure.cluster.x-k8s.io"];

/** What names the kind of each planned object; a class knows its own. */
const kinds: Readonly<Record<keyof GpuClusterObjects, string>> = {
  metal3ClusterTemplate: Metal3ClusterTemplate.__pulumiType,
  controlPlaneTemplate: KubeadmControlPlaneTemplate.__pulumiType,
  controlPlaneMachineTemplate: Metal3MachineTemplate.__pulumiType,
  controlPlaneDataTemplate: Metal3DataTemplate.__pulumiType,
  workerBootstrapTemplate: KubeadmConfigTemplate.__pulumiType,
  workerMachineTemplate: Metal3MachineTemplate.__pulumiType,
  workerDataTemplate: Metal3DataTemplate.__pulumiType,
  clusterClass: ClusterClass.__pulumiType,
  cluster: Cluster.__pulumiType,
  inventoryContract: "kubernetes:v1:ConfigMap",
};

function manifestsOf(objects: GpuClusterObjects) {
  return (Object.keys(kinds) as (keyof GpuClusterObjects)[]).map((key) => {
    const [, apiVersion = "", kind = ""] = kinds[key].split(":");
    return { apiVersion, kind, ...objects[key] };
  });
}

function plan(name: string, changes: Partial<GpuClusterSpec> = {}) {
  const { spec, site } = exampleGpuCluster();
  return planGpuCluster(name, { ...spec, ...changes }, site).objects;
}

/** 4,464 hosts, about the most that one Kubernetes cluster takes, with a wave in progress. */
const racks: Partial<GpuClusterSpec> = {
  accelerator: "gb300-nvl72",
  gpus: assumed(17_856, "248 racks"),
  scalableUnitUnits: assumed(8, "an example"),
  release: "2026.11",
  releaseByScalableUnit: { "su-2": "2026.10", "su-3": "2026.11" },
};

describe("the API server with Cluster API's kinds", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ crds: groups });
    await strictApply(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name: "narvik" } });
    return () => cluster.stop();
  });

  it.each([
    ["hosts", {}],
    ["racks", racks],
  ])("takes every object of a cluster of %s", async (name, changes) => {
    for (const manifest of manifestsOf(plan(name, changes)).filter(({ apiVersion }) => !apiVersion.startsWith("infrastructure"))) {
      const { spec } = manifest as { spec?: unknown };
      expect(await strictApply(cluster, manifest)).toMatchObject(spec === undefined ? {} : { spec });
    }
  });

  it("takes Metal3's too", async (context) => {
    await skipWithoutCrds(context, metal3);
    await installCrds(cluster, metal3);
    const manifests = manifestsOf(plan("hosts")).filter(({ apiVersion }) => apiVersion.startsWith("infrastructure"));
    expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "Metal3ClusterTemplate hosts",
      "Metal3MachineTemplate hosts-control-plane",
      "Metal3DataTemplate hosts-control-plane",
      "Metal3MachineTemplate hosts-worker",
      "Metal3DataTemplate hosts-worker",
    ]);
    for (const manifest of manifests) expect(await strictApply(cluster, manifest)).toMatchObject(manifest);
  });

  it("refuses a field that a kind does not have", async () => {
    const [clusterClass] = manifestsOf(plan("hosts")).filter(({ kind }) => kind === "ClusterClass");
    const wrong = { ...clusterClass, spec: { ...plan("hosts").clusterClass.spec, kubernetesVersion: "v1.35.4" } };
    await expect(strictApply(cluster, wrong as never)).rejects.toThrow(".spec.kubernetesVersion: field not declared in schema");
  });
});

describe("the API server with a ClusterClass's variables as a kind of their own", () => {
  const { clusterClass, cluster: topologyOwner } = plan("racks", racks);
  const { topology } = topologyOwner.spec;
  let cluster: TestCluster;

  // Cluster API judges schemas and values by the API server's own code, in a webhook that does not run here.
  beforeAll(async () => {
    cluster = await startCluster();
    const properties = Object.fromEntries(clusterClass.spec.variables.map(({ name, schema }) => [name, schema.openAPIV3Schema]));
    const openAPIV3Schema = { type: "object", properties: { spec: { type: "object", properties } } };
    await callApi(cluster, {
      method: "PATCH",
      path: "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/machines.variables.test",
      query: { fieldManager: "test", fieldValidation: "Strict" },
      contentType: "application/apply-patch+yaml",
      body: {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: "machines.variables.test" },
        spec: {
          group: "variables.test",
          names: { plural: "machines", singular: "machine", kind: "Machine", listKind: "MachineList" },
          scope: "Namespaced",
          versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema } }],
        },
      },
    });
    await expect.poll(() => apply("probe", [])).toBeDefined();
    return () => cluster.stop();
  });

  const apply = (name: string, overrides: readonly VariableValue[]) => {
    const spec = Object.fromEntries([...topology.variables, ...overrides].map((variable) => [variable.name, variable.value]));
    return strictApply(cluster, { apiVersion: "variables.test/v1", kind: "Machine", metadata: { name }, spec }, { dryRun: true });
  };

  it("takes the values of the control plane and of every machine deployment", async () => {
    const machineDeployments = topology.workers.machineDeployments.map(({ name, variables }) => [name, variables.overrides] as const);
    for (const [name, overrides] of [["control-plane", topology.controlPlane.variables.overrides] as const, ...machineDeployments]) {
      const names = [...topology.variables, ...overrides].map((variable) => variable.name);
      expect(new Set(names)).toEqual(new Set(["nodeImage", "hostSelector"]));
      expect(await apply(name, overrides)).toBeDefined();
    }
  });

  it.each([
    [
      "an image without a checksum",
      { name: "nodeImage", value: { url: "https://images.example/node.qcow2" } },
      "spec.nodeImage.checksum: Required value",
    ],
    [
      "a checksum that is none",
      { name: "nodeImage", value: { url: "https://images.example/node.qcow2", checksum: "latest" } },
      "spec.nodeImage.checksum in body should match",
    ],
    ["a selector of no labels", { name: "hostSelector", value: {} }, "spec.hostSelector.matchLabels: Required value"],
  ])("refuses %s", async (_, variable, message) => {
    await expect(apply("wrong", [variable])).rejects.toThrow(message);
  });
});
