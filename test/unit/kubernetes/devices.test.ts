import { expect, test } from "vitest";
import { kueueConfiguration } from "../../../components/kubernetes/kueue-configuration.ts";
import { planAmd } from "../../../components/kubernetes/plan/amd.ts";
import { assumed } from "../../../components/lib/fact.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { exampleCluster, exampleSpec, exampleStack } from "../../support/specs.ts";
import { planLayer } from "../../support/plans.ts";

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

test("a tenant's queue on racks has a channel for every host beside its share, and pods enough", () => {
  const { clusterQueue } = planLayer("training", stackOf(racks)).tenants["research"] ?? {};
  expect(clusterQueue?.spec.resourceGroups).toEqual([
    {
      coveredResources: ["nvidia.com/gpu", "pods", "nvidia.com/compute-domain-channel"],
      flavors: [
        {
          name: "gb300-nvl72",
          resources: [
            { name: "nvidia.com/gpu", nominalQuota: "72", borrowingLimit: "144", lendingLimit: "72" },
            { name: "pods", nominalQuota: "3960", borrowingLimit: "0", lendingLimit: "0" },
            { name: "nvidia.com/compute-domain-channel", nominalQuota: "36", borrowingLimit: "0", lendingLimit: "0" },
          ],
        },
      ],
    },
  ]);
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
