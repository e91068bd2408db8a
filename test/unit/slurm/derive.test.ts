import { expect, test } from "vitest";
import { planGpuCluster } from "../../../components/cluster/plan/index.ts";
import { assumed } from "../../../components/lib/fact.ts";
import type { StackSpec } from "../../../components/schema/stack.ts";
import { guaranteedGpusOf } from "../../../components/capacity/guarantees.ts";
import { slurmGpus } from "../../../components/slurm/model.ts";
import { gpusOfKubernetes } from "../../../components/capacity/layers.ts";
import { summarize } from "../../../components/summary/summarize.ts";
import { exampleSpec } from "../../support/specs.ts";
import { set } from "../../support/invalid.ts";
import { slurmPlanOf, slurmStack, slurmStackInput } from "../../support/slurm.ts";
import { planLayer } from "../../support/plans.ts";

const why = "an example";
const trainingOf = (stack: StackSpec) => stack.clusters["training"] as StackSpec["clusters"][string];

test("hosts make a node set a scalable unit, racks one an NVLink domain", () => {
  const hosts = slurmPlanOf(slurmStack("hosts")).model;
  expect(hosts.nodeSets.map(({ name, hosts: count }) => [name, count])).toEqual([["su-1", 3]]);
  expect([slurmGpus(hosts), hosts.switchType, hosts.topology.blocks]).toEqual([24, "none", undefined]);
  const racks = slurmPlanOf(slurmStack("racks")).model;
  expect(racks.nodeSets.map(({ name, hosts: count, acceleratorDomain }) => [name, count, acceleratorDomain])).toEqual([
    ["su-1-rack-1", 18, "training-su-1-rack-1"],
    ["su-1-rack-2", 18, "training-su-1-rack-2"],
  ]);
  expect([slurmGpus(racks), racks.switchType, racks.topology.blocks?.baseNodes]).toEqual([144, "nvidia-imex", 18]);
});

test("racks of AMD are blocks, and share no memory by ComputeDomains", () => {
  const racks = slurmStackInput("racks");
  set(racks, "site.halls.hall-1.rackKilowatts", assumed(230, why));
  set(racks, "clusters.training.accelerator", "mi455x-helios");
  set(racks, "clusters.training.fabric", { kind: "roce", planes: assumed(4, why) });
  const { model, nodeSets } = slurmPlanOf(exampleSpec(racks));
  expect([model.node.gres.autodetect, model.switchType, model.topology.blocks?.baseNodes]).toEqual(["rsmi", "none", 18]);
  expect(Object.values(nodeSets).map(({ computeDomain }) => computeDomain)).toEqual([undefined, undefined]);
});

test("what is not Slurm's stays with the queues", () => {
  const stack = slurmStack("racks");
  expect(gpusOfKubernetes(trainingOf(stack))).toBe(144);
  const { tenants, resourceFlavor } = planLayer("training", stack);
  expect(tenants["research"]?.guaranteedGpus).toBe(72);
  expect(resourceFlavor.spec.nodeLabels).toEqual({
    "nscale.com/accelerator": "gb300-nvl72",
    "node.cluster.x-k8s.io/layer": "kubernetes",
  });
});

test("a tenant's guarantee counts both layers", () => {
  const stack = slurmStack("racks");
  expect(guaranteedGpusOf("research", trainingOf(stack))).toBe(144);
  expect(guaranteedGpusOf("industry", trainingOf(stack))).toBe(0);
  const { tenants, clusters } = summarize("example", stack);
  expect(tenants["research"]?.guaranteedGpus).toBe(144);
  expect(clusters["training"]?.slurm).toEqual({
    gpus: 144,
    hosts: 36,
    nodeSets: 2,
    partitions: { training: "training", interactive: "interactive", surplus: "surplus" },
  });
});

test("Cluster API neither rolls nor replaces machines of Slurm's, and labels both layers' nodes", () => {
  const stack = slurmStack("hosts");
  const { objects } = planGpuCluster("training", trainingOf(stack), { key: "narvik", spec: stack.site });
  const [slurms, queues] = objects.cluster.spec.topology.workers.machineDeployments;
  expect(slurms).toMatchObject({
    metadata: { labels: { "node.cluster.x-k8s.io/layer": "slurm", "node.cluster.x-k8s.io/scalable-unit": "su-1" } },
    rollout: { strategy: { type: "OnDelete" } },
    healthCheck: { enabled: false },
  });
  expect(queues?.metadata).toEqual({
    labels: { "node.cluster.x-k8s.io/layer": "kubernetes", "node.cluster.x-k8s.io/scalable-unit": "su-2" },
  });
  expect([queues?.rollout, queues?.healthCheck]).toEqual([undefined, undefined]);
});

test("the inventory names the NVLink domains of Slurm's racks", () => {
  const stack = slurmStack("racks");
  const { objects } = planGpuCluster("training", trainingOf(stack), { key: "narvik", spec: stack.site });
  expect(objects.inventoryContract.data["inventory-contract.yaml"]).toContain(
    "      topology.nks.nscale.com/accelerator-domain:\n        training-su-1-rack-1: 18\n        training-su-1-rack-2: 18\n",
  );
});

test("a tenant has a limit of its own, and one on what others leave idle; the later in order gives way first", () => {
  const { qos, accounts } = slurmPlanOf(slurmStack("hosts")).model;
  expect(qos.map(({ name, gpusAtMost, priority, preempts }) => ({ name, gpusAtMost, priority, preempts }))).toEqual([
    { name: "research", gpusAtMost: 8, priority: 1000, preempts: ["research-surplus", "industry-surplus"] },
    { name: "research-surplus", gpusAtMost: 24, priority: 2, preempts: ["industry-surplus"] },
    { name: "industry-surplus", gpusAtMost: 8, priority: 1, preempts: [] },
  ]);
  expect(accounts.map(({ name, fairShare, defaultQos }) => [name, fairShare, defaultQos])).toEqual([
    ["research", 8, "research"],
    ["industry", 1, "industry-surplus"],
  ]);
});

test("a partition lets in whoever has GPUs for it", () => {
  const { partitions } = slurmPlanOf(slurmStack("hosts")).model;
  expect(partitions.map(({ name, allowedAccounts, allowedQos, isDefault }) => ({ name, allowedAccounts, allowedQos, isDefault }))).toEqual([
    { name: "training", allowedAccounts: ["research"], allowedQos: ["research"], isDefault: true },
    { name: "interactive", allowedAccounts: ["research"], allowedQos: ["research"], isDefault: false },
    {
      name: "surplus",
      allowedAccounts: ["research", "industry"],
      allowedQos: ["research-surplus", "industry-surplus"],
      isDefault: false,
    },
  ]);
});

test("maintenance is a reservation of the nodes that it names", () => {
  const maintenance = { pumps: { scalableUnits: ["su-[1]"], start: "2026-12-01T06:00:00Z", minutes: 90, reason: "new pumps" } };
  expect(slurmPlanOf(slurmStack("racks", { maintenance })).model.reservations).toEqual([
    { name: "pumps", nodeSets: ["su-1-rack-1", "su-1-rack-2"], start: "2026-12-01T06:00:00", minutes: 90, reason: "new pumps" },
  ]);
});

test("a node is what slurmd finds there, less what is kept for the system", () => {
  const node = {
    sockets: assumed(2, why),
    coresPerSocket: assumed(56, why),
    threadsPerCore: assumed(2 as const, why),
    memoryGibibytes: assumed(2048, why),
    gpus: assumed(8, why),
    reservedCores: 8,
    reservedMemoryGibibytes: 148,
  };
  expect(slurmPlanOf(slurmStack("hosts", { node })).model.node).toEqual({
    sockets: 2,
    coresPerSocket: 56,
    threadsPerCore: 2,
    cpus: 208,
    hostMemoryMebibytes: 2_097_152,
    memoryMebibytes: 1_945_600,
    gres: { name: "gpu", type: "b200", count: 8, autodetect: "nvidia" },
  });
});
