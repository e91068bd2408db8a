import { expect, test } from "vitest";
import { kueueConfiguration } from "../../../components/kubernetes/kueue-configuration.ts";
import { planAmd } from "../../../components/kubernetes/plan/amd.ts";
import { assumed } from "../../../components/lib/fact.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../../support/specs.ts";
import { planLayer } from "../../support/plans.ts";
import { slurmStack } from "../../support/slurm.ts";

const why = "an example";
const tenants = { research: { guaranteedSharePercent: assumed(50, why), preemptionOrder: 1 } };
const racks = { accelerator: "gb300-nvl72", gpus: assumed(144, why) } as const;
const amd = { accelerator: "mi300x", fabric: { kind: "roce", planes: assumed(1, why) } } as const;

const stackOf = (changes: Parameters<typeof exampleCluster>[0], site: Partial<StackInput["site"]> = {}) =>
  exampleSpec({ site: { ...exampleStack().site, ...site }, clusters: { training: exampleCluster(changes) } });

const channels = { name: "nvidia.com/compute-domain-channel", deviceClassNames: ["compute-domain-default-channel.nvidia.com"] };
const gpus = (own: string) => ({ name: "nvidia.com/gpu", deviceClassNames: [own, "gpu.nvidia.com"] });

test.each([
  ["hosts", {}, undefined],
  ["hosts whose GPUs are claimed", { kubernetes: { deviceAllocation: "dra", tenants } } as const, [gpus("b200.nscale.com")]],
  ["racks", racks, [channels]],
  [
    "racks whose GPUs are claimed",
    { ...racks, kubernetes: { deviceAllocation: "dra", tenants } } as const,
    [gpus("gb300-nvl72.nscale.com"), channels],
  ],
])("what claims count as on %s", (_, changes, mappings) => {
  const { clusters } = stackOf(changes);
  const { resources } = kueueConfiguration(clusters["training"] as (typeof clusters)[string]) as unknown as {
    resources: { deviceClassMappings?: unknown };
  };
  expect(resources.deviceClassMappings).toEqual(mappings);
});

test("a tenant's queue on racks has a channel for every host beside its share, with what of hosts comes with its GPUs", () => {
  const { clusterQueue } = planLayer("training", stackOf(racks)).tenants["research"] ?? {};
  expect(clusterQueue?.spec.resourceGroups).toEqual([
    {
      coveredResources: ["nvidia.com/gpu", "cpu", "memory", "pods", "nvidia.com/compute-domain-channel"],
      flavors: [
        {
          name: "gb300-nvl72",
          resources: [
            { name: "nvidia.com/gpu", nominalQuota: "72", borrowingLimit: "144", lendingLimit: "72" },
            { name: "cpu", nominalQuota: "2232", borrowingLimit: "4464", lendingLimit: "2232" },
            { name: "memory", nominalQuota: "13392Gi", borrowingLimit: "26784Gi", lendingLimit: "13392Gi" },
            { name: "pods", nominalQuota: "1980", borrowingLimit: "3960", lendingLimit: "1980" },
            { name: "nvidia.com/compute-domain-channel", nominalQuota: "36", borrowingLimit: "0", lendingLimit: "0" },
          ],
        },
      ],
    },
  ]);
});

test("a tenant's queue of work without GPUs has nothing of its own, and borrows as much as the tenant may have in all", () => {
  const { idleQueue, defaultQueue } = planLayer("training", stackOf(racks)).tenants["research"] ?? {};
  expect(idleQueue).toEqual({
    metadata: { name: "research.idle", labels: { "nscale.com/tenant": "research" } },
    spec: {
      cohortName: "site",
      namespaceSelector: { matchLabels: { "nscale.com/tenant": "research" } },
      resourceGroups: [
        {
          coveredResources: ["cpu", "memory", "pods"],
          flavors: [
            {
              name: "gb300-nvl72",
              resources: [
                { name: "cpu", nominalQuota: "0", borrowingLimit: "4464", lendingLimit: "0" },
                { name: "memory", nominalQuota: "0", borrowingLimit: "26784Gi", lendingLimit: "0" },
                { name: "pods", nominalQuota: "0", borrowingLimit: "3960", lendingLimit: "0" },
              ],
            },
          ],
        },
      ],
      preemption: { reclaimWithinCohort: "Never", withinClusterQueue: "LowerPriority" },
      fairSharing: { weight: "0" },
    },
  });
  expect(defaultQueue?.spec).toEqual({ clusterQueue: "research.idle" });
});

test.each([
  ["gb300-nvl72", { processors: 31, memoryGibibytes: 186 }],
  ["b200", { processors: 24, memoryGibibytes: 217 }],
  ["h200", { processors: 24, memoryGibibytes: 217 }],
] as const)("with a GPU of %s come %o", (accelerator, part) => {
  const { clusters } = stackOf({ accelerator, gpus: assumed(144, why) });
  expect(clusters["training"]?.kubernetes.perGpu).toEqual(part);
});

test("a host of Slurm's layer is the cluster's own, whatever the catalogue has", () => {
  const { clusters } = slurmStack("hosts");
  const { slurm, kubernetes } = clusters["training"] ?? {};
  expect([slurm?.node.memoryGibibytes.value, kubernetes?.perGpu.memoryGibibytes]).toEqual([960, 105]);
});

test("AMD's hosts get their device plugin and labeller, in the site's region, from its registry", () => {
  const registry = {
    purpose: "registry",
    destination: { kind: "host", host: "registry.example.com" },
    port: 443,
    jurisdiction: "NO",
  } as const;
  const { clusters, site } = stackOf(amd, { egress: { registry }, egressProxy: { address: "10.0.0.20", port: 3128 } });
  const { daemonSets } = planAmd(clusters["training"] as (typeof clusters)[string], site);
  const pods = Object.values(daemonSets).map(({ spec }) => spec as unknown as { template: { spec: Record<string, unknown> } });
  expect(pods.map(({ template }) => [template.spec["nodeSelector"], template.spec["automountServiceAccountToken"]])).toEqual([
    [{ "nscale.com/accelerator": "mi300x", "topology.kubernetes.io/region": "no" }, false],
    [{ "nscale.com/accelerator": "mi300x", "topology.kubernetes.io/region": "no" }, undefined],
  ]);
  expect(pods.map(({ template }) => (template.spec["containers"] as { image: string }[]).map(({ image }) => image))).toEqual([
    ["registry.example.com/docker.io/rocm/k8s-device-plugin:1.31.0.10"],
    ["registry.example.com/docker.io/rocm/k8s-device-plugin:labeller-1.31.0.10"],
  ]);
});
