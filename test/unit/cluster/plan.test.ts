import { describe, expect, test } from "vitest";
import { planGpuCluster } from "../../../components/cluster/plan/index.ts";
import type { MachineDeploymentTopology } from "../../../components/crd/cluster-api.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { exampleCluster, exampleGpuCluster, exampleSpec } from "../../support/specs.ts";

type Changes = Parameters<typeof exampleGpuCluster>[0];

function plan(changes: Changes = {}) {
  const { spec, site } = exampleGpuCluster(changes);
  return planGpuCluster("training", spec, site);
}

const machineDeployments = (changes: Changes) => plan(changes).objects.cluster.spec.topology.workers.machineDeployments;

const row = (name: string) => ({ "nscale.com/role": "gpu", "nscale.com/hall": "hall-1", "nscale.com/row": name });

const image = (release: string, architecture: string, checksum: string) => ({
  name: "nodeImage",
  value: { url: `https://images.nscale.example/gpu-node/${release}/${architecture}.qcow2`, checksum },
});
const images = {
  october: {
    amd64: image("2026.10", "amd64", "062fbe8e055c1ed268204661ce2b491d92007cf7c50f2210b246ac7558c36a18"),
    arm64: image("2026.10", "arm64", "2eaa9419152e3d374d9ae6c831e8181979d0f8986da568a2f4e13607642aadd2"),
  },
  november: {
    amd64: image("2026.11", "amd64", "7f80115753ca7a723a1d22e1e6ce10cfadefba97949132eb85b0b72ecbaa8604"),
    arm64: image("2026.11", "arm64", "9639eb18853f779cfcca9e0af366b03b32b082d333020bacb98bbd0f1b0952df"),
  },
};

const hostSelector = (matchLabels: Readonly<Record<string, string>>) => ({ name: "hostSelector", value: { matchLabels } });

describe("100 GPUs in 8-GPU hosts, four to a scalable unit", () => {
  const { machines, load, scalableUnits, nodeLabels, objects } = plan();

  test("are 13 hosts, the last of them half used", () => {
    expect(machines).toEqual({ gpus: 100, units: 13, hosts: 13 });
    expect(load).toEqual({ itMegawatts: 0.1859, facilityMegawatts: 0.213785 });
  });

  test("stand in four rows, the last with one host", () => {
    expect(scalableUnits).toEqual([
      { name: "su-1", units: 4, hosts: 4, racks: 4, row: "training-su-1", hostLabels: row("training-su-1"), release: "2026.10" },
      { name: "su-2", units: 4, hosts: 4, racks: 4, row: "training-su-2", hostLabels: row("training-su-2"), release: "2026.10" },
      { name: "su-3", units: 4, hosts: 4, racks: 4, row: "training-su-3", hostLabels: row("training-su-3"), release: "2026.10" },
      { name: "su-4", units: 1, hosts: 1, racks: 1, row: "training-su-4", hostLabels: row("training-su-4"), release: "2026.10" },
    ]);
  });

  test("are one cluster, with a machine deployment for each row", () => {
    const deployment = (name: string, replicas: number) => ({
      class: "worker",
      name,
      metadata: { labels: { "node.cluster.x-k8s.io/layer": "kubernetes", "node.cluster.x-k8s.io/scalable-unit": name } },
      replicas,
      variables: { overrides: [hostSelector(row(`training-${name}`))] },
    });
    expect(objects.cluster).toEqual({
      metadata: { name: "training", namespace: "narvik" },
      spec: {
        clusterNetwork: { pods: { cidrBlocks: ["10.64.0.0/12"] }, services: { cidrBlocks: ["10.96.0.0/16"] } },
        topology: {
          classRef: { name: "training" },
          version: "v1.35.3",
          controlPlane: {
            replicas: 3,
            variables: {
              overrides: [
                images.october.amd64,
                hostSelector({
                  "nscale.com/role": "control-plane",
                  "nscale.com/hall": "hall-1",
                  "nscale.com/row": "training-control-plane",
                }),
              ],
            },
          },
          variables: [images.october.amd64],
          workers: { machineDeployments: [deployment("su-1", 4), deployment("su-2", 4), deployment("su-3", 4), deployment("su-4", 1)] },
        },
      },
    });
  });

  test("carry their place in the fabric from the inventory to the node", () => {
    expect(nodeLabels).toEqual({
      fixed: {
        "nscale.com/accelerator": "b200",
        "topology.kubernetes.io/region": "no",
        "topology.kubernetes.io/zone": "narvik",
      },
      perHost: [
        "topology.nks.nscale.com/fabric-tier-0",
        "topology.nks.nscale.com/fabric-tier-1",
        "topology.nks.nscale.com/fabric-tier-2",
        "topology.nks.nscale.com/accelerator-domain",
      ],
    });
    const fromLabels = objects.workerDataTemplate.spec.metaData.fromLabels ?? [];
    expect(fromLabels.map(({ object, label, key }) => `${object} ${label} ${key}`)).toEqual([
      "baremetalhost topology.kubernetes.io/region topology_kubernetes_io_region",
      "baremetalhost topology.kubernetes.io/zone topology_kubernetes_io_zone",
      "baremetalhost topology.nks.nscale.com/fabric-tier-0 topology_nks_nscale_com_fabric_tier_0",
      "baremetalhost topology.nks.nscale.com/fabric-tier-1 topology_nks_nscale_com_fabric_tier_1",
      "baremetalhost topology.nks.nscale.com/fabric-tier-2 topology_nks_nscale_com_fabric_tier_2",
      "baremetalhost topology.nks.nscale.com/accelerator-domain topology_nks_nscale_com_accelerator_domain",
    ]);
    const { name, kubeletExtraArgs } = objects.workerBootstrapTemplate.spec.template.spec.joinConfiguration.nodeRegistration;
    expect(name).toBe("{{ ds.meta_data.name }}");
    expect(kubeletExtraArgs.map((argument) => [argument.name, argument.value.split(",")])).toEqual([
      [
        "node-labels",
        [
          "metal3.io/uuid={{ ds.meta_data.uuid }}",
          "nscale.com/accelerator=b200",
          ...fromLabels.map(({ label, key }) => `${label}={{ ds.meta_data.${key} }}`),
        ],
      ],
    ]);
  });

  test("ask the inventory for a host of each row, and one more than the control plane needs", () => {
    expect(objects.inventoryContract.metadata).toEqual({ name: "training-inventory-contract", namespace: "narvik" });
    const contract = objects.inventoryContract.data["inventory-contract.yaml"];
    expect(contract.split("everyGpuHost:\n")[0]).toMatchInlineSnapshot(`
      "# BareMetalHosts that the cluster training takes, in the namespace narvik of the management cluster.
      cluster: training
      namespace: narvik
      controlPlaneEndpoint: 10.0.0.10:6443, which leads to the control plane hosts
      hosts:
        - of: control plane
          count: 4
          architecture: amd64
          labels:
            nscale.com/role: control-plane
            nscale.com/hall: hall-1
            nscale.com/row: training-control-plane
        - of: scalable units
          architecture: amd64
          labels:
            nscale.com/role: gpu
            nscale.com/hall: hall-1
          countByLabel:
            nscale.com/row:
              training-su-1: 4
              training-su-2: 4
              training-su-3: 4
              training-su-4: 1
      "
    `);
    expect(contract.split("everyGpuHost:\n")[1]).toMatchInlineSnapshot(`
      "  sameLabels:
          topology.kubernetes.io/region: "no"
          topology.kubernetes.io/zone: narvik
        ownLabels:
          nscale.com/rack: the rack that the host stands in
          topology.nks.nscale.com/fabric-tier-0: the part of the fabric's lowest tier that the host is cabled to
          topology.nks.nscale.com/fabric-tier-1: the part of the middle tier above it
          topology.nks.nscale.com/fabric-tier-2: the part of the highest tier above that
          topology.nks.nscale.com/accelerator-domain: "the scale-up domain of the host's GPUs: 1 host to a value"
      "
    `);
  });
});

describe("1,500 GPUs in GB300 NVL72 racks, eight to a scalable unit", () => {
  const { machines, load, scalableUnits, objects } = plan({
    accelerator: "gb300-nvl72",
    gpus: assumed(1500, "an example"),
    scalableUnitUnits: assumed(8, "an example"),
  });

  test("are 21 racks of 18 hosts", () => {
    expect(machines).toEqual({ gpus: 1500, units: 21, hosts: 378 });
    expect(load).toEqual({ itMegawatts: 2.94, facilityMegawatts: 3.381 });
    expect(scalableUnits).toEqual([
      { name: "su-1", units: 8, hosts: 144, racks: 8, row: "training-su-1", hostLabels: row("training-su-1"), release: "2026.10" },
      { name: "su-2", units: 8, hosts: 144, racks: 8, row: "training-su-2", hostLabels: row("training-su-2"), release: "2026.10" },
      { name: "su-3", units: 5, hosts: 90, racks: 5, row: "training-su-3", hostLabels: row("training-su-3"), release: "2026.10" },
    ]);
  });

  test("boot the image of their architecture, and their control plane that of its own", () => {
    const { controlPlane, variables, workers } = objects.cluster.spec.topology;
    expect(variables).toEqual([images.october.arm64]);
    expect(controlPlane.variables.overrides[0]).toEqual(images.october.amd64);
    expect(workers.machineDeployments.map(({ replicas }) => replicas)).toEqual([144, 144, 90]);
  });

  test("ask the inventory for whole racks, each a scale-up domain", () => {
    const contract = objects.inventoryContract.data["inventory-contract.yaml"];
    expect(contract).toContain("    hostsOfARack: 18\n");
    expect(contract).toContain("        training-su-1: 144\n        training-su-2: 144\n        training-su-3: 90\n");
    expect(contract).toContain("GPUs: 18 hosts to a value");
  });
});

describe("a wave", () => {
  const override = (deployment: MachineDeploymentTopology | undefined) => deployment?.variables.overrides[0];

  test("ahead of the cluster changes the image of its scalable unit alone", () => {
    const before = plan().objects;
    const { inventoryContract, cluster, ...objects } = plan({ releaseByScalableUnit: { "su-2": "2026.11" } }).objects;
    expect({ ...objects, inventoryContract }).toEqual({ ...before, cluster: undefined });
    const { machineDeployments: after, ...rest } = cluster.spec.topology.workers;
    expect(rest).toEqual({});
    expect(override(after[1])).toEqual(images.november.amd64);
    const undone = after.with(1, before.cluster.spec.topology.workers.machineDeployments[1] as MachineDeploymentTopology);
    expect({ ...cluster.spec.topology, workers: { machineDeployments: undone } }).toEqual(before.cluster.spec.topology);
  });

  test("behind the cluster keeps the image and the Kubernetes version of its scalable unit", () => {
    const behind = machineDeployments({ release: "2026.11", releaseByScalableUnit: { "su-3": "2026.10" } });
    expect(behind.map(({ name, metadata }) => [name, metadata.annotations])).toEqual([
      ["su-1", undefined],
      ["su-2", undefined],
      ["su-3", { "topology.cluster.x-k8s.io/defer-upgrade": "" }],
      ["su-4", undefined],
    ]);
    expect(override(behind[2])).toEqual(images.october.amd64);
  });
});

test("a control plane with Arm hosts boots their image", () => {
  const { controlPlane } = plan({ controlPlane: { ...exampleCluster().controlPlane, hostArchitecture: "arm64" } }).objects.cluster.spec
    .topology;
  expect(controlPlane.variables.overrides[0]).toEqual(images.october.arm64);
});

test("the example stack parses", () => {
  expect(Object.keys(exampleSpec().clusters)).toEqual(["training"]);
});
