import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { ClusterQueueSpec, ResourceFlavorSpec, ResourceQuota, TopologySpec, WorkloadPriorityClassManifest } from "../../crd/kueue.ts";
import { tenantLabel } from "../../lib/names.ts";
import { machinesFor } from "../../capacity/power.ts";
import { gibibytes, quantity } from "../../lib/quantity.ts";
import { hostOf, partOf } from "../../capacity/host-parts.ts";
import { idleQueueOf } from "../../names/kubernetes.ts";
import { gpusOfShare } from "../../capacity/guarantees.ts";
import { acceleratorLabel, layerLabel, topologyKeys } from "../../lib/topology-keys.ts";
import { gpusOfKubernetes } from "../../capacity/layers.ts";
import { channelResource } from "../kueue-configuration.ts";
import type { Allocation } from "../../schema/kubernetes.ts";
import { hasComputeDomains } from "./devices.ts";

/** Node labels by which a job requests packing, widest first; the host comes last. */
const topologyLevels = [
  topologyKeys.region,
  topologyKeys.zone,
  topologyKeys.fabricTier2,
  topologyKeys.fabricTier1,
  topologyKeys.fabricTier0,
  topologyKeys.acceleratorDomain,
  "kubernetes.io/hostname",
] as const;

/** Tenants of a cluster lend only to each other. */
const cohort = "site";

/** True if jobs may request packing. Kueue counts claimed devices in no topology, so this needs GPUs as a counted resource. */
export const packsJobs = ({ deviceAllocation, topologyAwareScheduling }: GpuClusterSpec["kubernetes"]): boolean =>
  topologyAwareScheduling ?? deviceAllocation === "device-plugin";

/**
 * Weight factor between two preemption orders: of two tenants that borrow, the later one's borrowed share counts this many times less, so it gives GPUs
 * back only when the earlier one has none left to give. Tenants of one order share idle GPUs in proportion to their guarantees.
 */
const weightOfAnOrder = 100_000;

/** The most orders whose weights still fit a Kubernetes quantity. */
export const mostPreemptionOrders = 3;

/** The weight of a tenant's queue, from the rank of its order among those of the cluster's tenants. */
export function fairSharingWeight(allocation: Allocation, all: readonly Allocation[]): string {
  const orders = [...new Set(all.map(({ preemptionOrder }) => preemptionOrder))].sort((a, b) => a - b);
  const rank = orders.indexOf(allocation.preemptionOrder);
  // A tenant without a guarantee may borrow too: with a weight of zero it would always come last, whatever its order.
  const thousandths = Math.max(1, Math.round(allocation.guaranteedSharePercent.value * 1000));
  return quantity(thousandths * weightOfAnOrder ** rank);
}

/** What comes with some GPUs of a cluster: themselves, and their part of their hosts' processors, memory and pods. */
function withGpus(gpus: number, cluster: GpuClusterSpec): Readonly<Record<string, string>> {
  const { deviceResource, unit } = accelerators[cluster.accelerator];
  const { processors, memoryGibibytes } = partOf(gpus, cluster);
  return {
    [deviceResource]: quantity(gpus),
    cpu: quantity(processors),
    memory: gibibytes(memoryGibibytes),
    pods: quantity(Math.ceil((gpus / unit.gpusPerHost) * podsPerHost)),
  };
}

/** A tenant's quota: its guaranteed share, and its limits for borrowing and lending. */
export function planClusterQueue(tenant: string, allocation: Allocation, cluster: GpuClusterSpec): Manifest<ClusterQueueSpec> {
  const share = allocation.guaranteedSharePercent.value;
  const labels = { [tenantLabel]: tenant };
  const ofShare = (percent: number) => withGpus(gpusOfShare(cluster, percent), cluster);
  const [nominal, borrowed, lent] = [
    ofShare(share),
    ofShare(allocation.borrowingLimitPercent),
    ofShare((share * allocation.lendingLimitPercent) / 100),
  ];
  const own = Object.entries(nominal).map(([name, nominalQuota]): ResourceQuota => ({
    name,
    nominalQuota,
    borrowingLimit: borrowed[name] ?? "0",
    lendingLimit: lent[name] ?? "0",
  }));
  return {
    metadata: { name: tenant, labels },
    spec: {
      cohortName: cohort,
      namespaceSelector: { matchLabels: labels },
      resourceGroups: resourceGroups(flavorName(cluster), [...own, ...planChannels([cluster], { borrowingLimit: "0", lendingLimit: "0" })]),
      // A guaranteed share is reclaimed as soon as a job of its tenant needs it; a tenant's urgent jobs preempt its others.
      preemption: { reclaimWithinCohort: "Any", withinClusterQueue: "LowerPriority" },
      fairSharing: { weight: fairSharingWeight(allocation, Object.values(cluster.kubernetes.tenants)) },
    },
  };
}

/**
 * The queue of a tenant's work without GPUs. Nothing is guaranteed to it: all that it has is borrowed from idle shares, so that any job takes its guarantee back
 * from it, also where the quotas would hold both and only whole hosts are short.
 */
export function planIdleQueue(tenant: string, allocation: Allocation, cluster: GpuClusterSpec): Manifest<ClusterQueueSpec> {
  const labels = { [tenantLabel]: tenant };
  const most = Math.min(100, allocation.guaranteedSharePercent.value + allocation.borrowingLimitPercent);
  const { cpu = "0", memory = "0", pods = "0" } = withGpus(gpusOfShare(cluster, most), cluster);
  return {
    metadata: { name: idleQueueOf(tenant), labels },
    spec: {
      cohortName: cohort,
      namespaceSelector: { matchLabels: labels },
      resourceGroups: resourceGroups(
        flavorName(cluster),
        Object.entries({ cpu, memory, pods }).map(([name, borrowingLimit]) => ({
          name,
          nominalQuota: "0",
          borrowingLimit,
          lendingLimit: "0",
        })),
      ),
      preemption: { reclaimWithinCohort: "Never", withinClusterQueue: "LowerPriority" },
      // Before every queue with GPUs that borrows, it gives back.
      fairSharing: { weight: "0" },
    },
  };
}

const hostsOf = (clusters: readonly GpuClusterSpec[]): number =>
  clusters.reduce((sum, cluster) => sum + machinesFor(cluster.accelerator, gpusOfKubernetes(cluster)).hosts, 0);

/** The kubelet's default limit, which the node image keeps. */
const podsPerHost = 110;

/** All processors, memory and pods of the clusters' hosts: a quota that limits no job. With topology-aware scheduling, Kueue admits no pod without a counted resource. */
export const wholeHosts = (clusters: readonly GpuClusterSpec[]): ResourceQuota[] => {
  const sum = (of: (cluster: GpuClusterSpec) => number) => clusters.reduce((all, cluster) => all + hostsOf([cluster]) * of(cluster), 0);
  return [
    { name: "cpu", nominalQuota: quantity(sum((cluster) => hostOf(cluster).processors)) },
    { name: "memory", nominalQuota: gibibytes(sum((cluster) => hostOf(cluster).memoryGibibytes)) },
    { name: "pods", nominalQuota: quantity(hostsOf(clusters) * podsPerHost) },
  ];
};

/** Channels into NVLink domains, of which each host has one: more than jobs can use. */
export function planChannels(
  clusters: readonly GpuClusterSpec[],
  limits: Partial<Pick<ResourceQuota, "borrowingLimit" | "lendingLimit">> = {},
): ResourceQuota[] {
  const channels = hostsOf(clusters.filter(hasComputeDomains));
  return channels === 0 ? [] : [{ name: channelResource, nominalQuota: quantity(channels), ...limits }];
}

/** A queue's quotas on its only flavor. */
export const resourceGroups = (flavor: string, resources: readonly ResourceQuota[]): ClusterQueueSpec["resourceGroups"] => [
  { coveredResources: resources.map(({ name }) => name), flavors: [{ name: flavor, resources }] },
];

const topologyName = "fabric";

/** The name of a cluster's flavor. A flavor's topology is immutable, so a cluster that starts or stops packing jobs gets another flavor. */
export const flavorName = ({ accelerator, kubernetes }: GpuClusterSpec): string =>
  packsJobs(kubernetes) ? accelerator : `${accelerator}-unpacked`;

export const planTopology = (): Manifest<TopologySpec> => ({
  metadata: { name: topologyName },
  spec: { levels: topologyLevels.map((nodeLabel) => ({ nodeLabel })) },
});

/** A flavor of the queues' hosts without a topology. */
export const planUnpackedFlavor = (name: string, cluster: GpuClusterSpec): Manifest<ResourceFlavorSpec> => ({
  metadata: { name },
  spec: {
    // Jobs of the queues never run on hosts that Slurm has, or will have.
    nodeLabels: { [acceleratorLabel]: cluster.accelerator, [layerLabel]: "kubernetes" },
  },
});

export function planResourceFlavor(cluster: GpuClusterSpec): Manifest<ResourceFlavorSpec> {
  const { metadata, spec } = planUnpackedFlavor(flavorName(cluster), cluster);
  return { metadata, spec: packsJobs(cluster.kubernetes) ? { ...spec, topologyName } : spec };
}

/** Priorities that a job may select by the label `kueue.x-k8s.io/priority-class`. A job without one ranks between these. */
export const planWorkloadPriorities = (): Readonly<Record<"low" | "high", WorkloadPriorityClassManifest>> => ({
  low: { metadata: { name: "low" }, value: -1000, description: "Gives way to every other job of its tenant." },
  high: { metadata: { name: "high" }, value: 1000, description: "Goes before every other job of its tenant, and preempts them." },
});
