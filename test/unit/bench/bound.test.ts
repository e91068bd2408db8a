import { expect, test } from "vitest";
import { boundOf, engineResources, sizeOf } from "../../bench/bound.ts";
import { resource } from "./state.ts";

const nothing = { sites: 0, gpuClusters: 0, tenantsInClusters: 0, nodeSets: 0, endpoints: 0 };

test.each([
  [nothing, 0],
  [{ ...nothing, sites: 1 }, 40],
  [{ ...nothing, gpuClusters: 1 }, 45],
  [{ ...nothing, tenantsInClusters: 1 }, 18],
  [{ ...nothing, nodeSets: 1 }, 2],
  [{ ...nothing, endpoints: 1 }, 20],
  [{ sites: 1, gpuClusters: 2, tenantsInClusters: 4, nodeSets: 0, endpoints: 0 }, 202],
])("the bound of %j is %i", (size, bound) => {
  expect(boundOf(size)).toBe(bound);
});

test("a stack's size is in its components and its NodeSets", () => {
  const resources = [
    resource("nscale:site:Site", "north"),
    resource("nscale:cluster:GpuCluster", "hall-1"),
    resource("nscale:cluster:GpuCluster", "hall-2"),
    resource("nscale:fleet:Tenant", "research"),
    resource("nscale:kubernetes:KubernetesLayer", "hall-1", { inputs: { tenants: { research: {}, industry: {} } } }),
    resource("nscale:kubernetes:KubernetesLayer", "hall-2", { inputs: { tenants: { research: {} } } }),
    resource("kubernetes:slinky.slurm.net/v1beta1:NodeSet", "hall-2-gpu"),
    resource("nscale:inference:Endpoint", "chat"),
  ];
  expect(sizeOf(resources)).toEqual({ sites: 1, gpuClusters: 2, tenantsInClusters: 3, nodeSets: 1, endpoints: 1 });
});

test("operators are counted apart, on live targets and on rendered ones", () => {
  const resources = [
    resource("pulumi:pulumi:Stack", "north"),
    resource("pulumi:providers:kubernetes", "management"),
    resource("kubernetes:helm.sh/v3:Release", "kueue"),
    resource("kubernetes:helm.toolkit.fluxcd.io/v2:HelmRelease", "kueue"),
    resource("kubernetes:source.toolkit.fluxcd.io/v1:HelmRepository", "kueue"),
    resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "hall-1-network-kueue"),
    resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", "hall-1-network-kube-system"),
    resource("kubernetes:core/v1:Namespace", "north"),
  ];
  expect(engineResources(resources)).toBe(4);
});
