import { beforeAll, describe, expect, it } from "vitest";
import { planGpuCluster, type GpuClusterObjects } from "../../components/cluster/plan/index.ts";
import type { GpuClusterSpec } from "../../components/schema/cluster.ts";
import { Cluster, ClusterClass, type VariableValue } from "../../components/crd/cluster-api.ts";
import { KubeadmConfigTemplate, KubeadmControlPlaneTemplate } from "../../components/crd/kubeadm.ts";
import { Metal3ClusterTemplate, Metal3DataTemplate, Metal3MachineTemplate } from "../../components/crd/metal3.ts";
import { assumed } from "../../components/lib/fact.ts";
import { installCrds } from "../rigs/cluster/crds.ts";
import { callApi } from "../rigs/cluster/rest.ts";
import { startCluster, type TestCluster } from "../rigs/cluster/start.ts";
import { waitFor } from "../rigs/cluster/wait.ts";
import { strictApply } from "../support/cluster.ts";
import { exampleGpuCluster } from "../support/specs.ts";

const groups = ["cluster.x-k8s.io", "bootstrap.cluster.x-k8s.io", "controlplane.cluster.x-k8s.io"];
const metal3 = ["infrastructure.cluster.x-k8s.io"];

/** Type of each planned object, which names its kind; a class knows its own. */
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
  gpus: assumed(17_856, "248 whole racks"),
  scalableUnitUnits: assumed(8, "an example"),
  release: "2026.11",
  releaseByScalableUnit: { "su-2": "2026.10", "su-3": "2026.11" },
};

describe("the API server", () => {
  let cluster: TestCluster;

  beforeAll(async () => {
    cluster = await startCluster({ crds: groups });
    await strictApply(cluster, { apiVersion: "v1", kind: "Namespace", metadata: { name: "narvik" } });
    return () => cluster.stop();
  });

  it.each([
    ["hosts", {}],
    ["racks", racks],
  ])("takes the objects of a cluster of %s", async (name, changes) => {
    for (const manifest of manifestsOf(plan(name, changes)).filter(
      ({ apiVersion }) => !metal3.some((group) => apiVersion.startsWith(group)),
    )) {
      expect(await strictApply(cluster, manifest)).toMatchObject(manifest);
    }
  });

  it("takes those of Metal3", async () => {
    await installCrds(cluster, metal3);
    const manifests = manifestsOf(plan("hosts")).filter(({ apiVersion }) => metal3.some((group) => apiVersion.startsWith(group)));
    const nameOf = (name: string) => name.replace(/-[0-9a-f]{8}$/, "");
    expect(manifests.map(({ kind, metadata }) => `${kind} ${nameOf(metadata.name)}`)).toEqual([
      "Metal3ClusterTemplate hosts",
      "Metal3MachineTemplate hosts-control-plane",
      "Metal3DataTemplate hosts-control-plane",
      "Metal3MachineTemplate hosts-worker",
      "Metal3DataTemplate hosts-worker",
    ]);
    for (const manifest of manifests) expect(await strictApply(cluster, manifest)).toMatchObject(manifest);
  });

  it("refuses a field that a kind does not have", async () => {
    const { metadata, spec } = plan("hosts").clusterClass;
    const wrong = {
      apiVersion: "cluster.x-k8s.io/v1beta2",
      kind: "ClusterClass",
      metadata: { ...metadata },
      spec: { ...spec, version: "v1.35.10" },
    };
    await expect(strictApply(cluster, wrong)).rejects.toThrow(".spec.version: field not declared in schema");
  });

  // Cluster API judges a class's schemas and a topology's values with the API server's own code, in a webhook that does not run here.
  describe("with the variables of a ClusterClass as the fields of a kind", () => {
    const objects = plan("racks", racks);
    const { topology } = objects.cluster.spec;
    const group = "variables.test";

    const apply = (name: string, overrides: readonly VariableValue[]) => {
      const spec = Object.fromEntries([...topology.variables, ...overrides].map((variable) => [variable.name, variable.value]));
      return strictApply(cluster, { apiVersion: `${group}/v1`, kind: "Machine", metadata: { name }, spec }, { dryRun: true });
    };

    beforeAll(async () => {
      const properties = Object.fromEntries(
        objects.clusterClass.spec.variables.map(({ name, schema }) => [name, schema.openAPIV3Schema] as const),
      );
      const openAPIV3Schema = { type: "object", properties: { spec: { type: "object", properties } } };
      await strictApply(cluster, {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: `machines.${group}` },
        spec: {
          group,
          names: { plural: "machines", singular: "machine", kind: "Machine", listKind: "MachineList" },
          scope: "Namespaced",
          versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema } }],
        },
      });
      await waitFor("the kind to be served", 60, () =>
        callApi(cluster, { path: `/apis/${group}/v1/machines` }).then(() => undefined, String),
      );
    });

    it("takes the values of the control plane and of every machine deployment", async () => {
      const groupsOfMachines = [{ name: "control-plane", ...topology.controlPlane }, ...topology.workers.machineDeployments];
      expect(groupsOfMachines).toHaveLength(32);
      for (const { name, variables } of groupsOfMachines) {
        const { spec } = await apply(name, variables.overrides);
        expect(Object.keys(spec as object).sort()).toEqual(["hostSelector", "nodeImage"]);
      }
    });

    const url = "https://images.example/node.qcow2";
    it.each([
      ["an image without a checksum", { name: "nodeImage", value: { url } }, "spec.nodeImage.checksum: Required value"],
      [
        "a checksum that is none",
        { name: "nodeImage", value: { url, checksum: "latest" } },
        "spec.nodeImage.checksum in body should match",
      ],
      ["a selector of no labels", { name: "hostSelector", value: {} }, "spec.hostSelector.matchLabels: Required value"],
    ])("refuses %s", async (_, variable, message) => {
      await expect(apply("wrong", [variable])).rejects.toThrow(message);
    });
  });
});
