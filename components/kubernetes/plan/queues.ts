import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { ClusterQueueSpec, ResourceFlavorSpec, ResourceQuota, TopologySpec, WorkloadPriorityClassManifest } from "../../crd/kueue.ts";
import { tenantLabel } from "../../lib/names.ts";
import { machinesFor } from "../../capacity/power.ts";
import { quantity } from "../../lib/quantity.ts";
import { gpusOfShare } from "../../capacity/guarantees.ts";
import { acceleratorLabel, layerLabel, topologyKeys } from "../../lib/topology-keys.ts";
import { gpusOfKubernetes } from "../../capacity/layers.ts";
import { channelResource } from "../kueue-configuration.ts";
import type { Allocation } from "../../schema/kubernetes.ts";
import { hasMultiHostDomains } from "./devices.ts";

/** The node labels by which a job asks to be packed, widest first; the host comes last. */
const topologyLevels = [
  topologyKeys.region,
  topologyKeys.zone,
  topologyKeys.fabricTier2,
  topologyKeys.fabricTier1,
  topologyKeys.fabricTier0,
  topologyKeys.acceleratorDomain,
  "kubernetes.io/hostname",
] as const;

/** Tenants of a cluster lend to each other, and to nobody else. */
const cohort = "site";

/** Whether jobs may ask to be packed. Kueue counts claimed devices in no topology, so only where GPUs are a counted resource. */
export const packsJobs = ({ deviceAllocation, topologyAwareScheduling }: GpuClusterSpec["kubernetes"]): boolean =>
  topologyAwareScheduling ?? deviceAllocation === "device-plugin";

/**
 * Between two tenants of different order, the share of lent GPUs that each holds counts this many times less for the later one, so that it
 * gives back only what the earlier one no longer has. Among tenants of one order, idle GPUs are shared out as their guarantees are.
 */
const weightOfAnOrder = 100_000;

/** The most orders whose weights Kubernetes can still write as a quantity. */
export const mostPreemptionOrders = 3;

/** The weight of a tenant's queue, from its place among the orders that the cluster's tenants have. */
export function fairSharingWeight(allocation: Allocation, all: readonly Allocation[]): string {
  const orders = [...new Set(all.map(({ preemptionOrder }) => preemptionOrder))].sort((a, b) => a - b);
  const rank = orders.indexOf(allocation.preemptionOrder);
  // A tenant without any guarantee may borrow too: a weight of zero would always be last, whatever its order.
  const thousandths = Math.max(1, Math.round(allocation.guaranteedSharePercent.value * 1000));
  return quantity(thousandths * weightOfAnOrder ** rank);
}

/** A tenant's quota: what is its own at any time, what it may borrow beside that, and what it lends. */
export function planClusterQueue(tenant: string, cluster: GpuClusterSpec): Manifest<ClusterQueueSpec> {
  const allocation = cluster.kubernetes.tenants[tenant] as Allocation;
  const { deviceResource } = accelerators[cluster.accelerator];
  const share = allocation.guaranteedSharePercent.value;
  const labels = { [tenantLabel]: tenant };
  const gpus = (percent: number) => quantity(gpusOfShare(cluster, percent));
  const own = {
    name: deviceResource,
    nominalQuota: gpus(share),
    borrowingLimit: gpus(allocation.borrowingLimitPercent),
    lendingLimit: gpus((share * allocation.lendingLimitPercent) / 100),
  };
  return {
    metadata: { name: tenant, labels },
    spec: {
      cohortName: cohort,
      namespaceSelector: { matchLabels: labels },
      resourceGroups: resourceGroups(flavorName(cluster), [
        own,
        ...planNonBindingQuotas([cluster], { borrowingLimit: "0", lendingLimit: "0" }),
      ]),
      // What was lent comes back when its owner's own job wants it; a tenant's urgent jobs go before its others.
      preemption: { reclaimWithinCohort: "Any", withinClusterQueue: "LowerPriority" },
      fairSharing: { weight: fairSharingWeight(allocation, Object.values(cluster.kubernetes.tenants)) },
    },
  };
}

const hostsOf = (clusters: readonly GpuClusterSpec[]): number =>
  clusters.reduce((sum, cluster) => sum + machinesFor(cluster.accelerator, gpusOfKubernetes(cluster)).hosts, 0);

/** The kubelet's own limit, which the node image keeps. */
const podsPerHost = 110;

/** All pods that the hosts of clusters take. A queue that packs jobs lets in no pod for which it counts nothing: one that asks for no GPU would never start. */
export const podsOf = (clusters: readonly GpuClusterSpec[]): ResourceQuota => ({
  name: "pods",
  nominalQuota: quantity(hostsOf(clusters) * podsPerHost),
});

/** What hosts have enough of, so that a quota of all of it is in nobody's way: pods, and channels into NVLink domains, of which each host has one. */
export function planNonBindingQuotas(
  clusters: readonly GpuClusterSpec[],
  limits: Partial<Pick<ResourceQuota, "borrowingLimit" | "lendingLimit">> = {},
): ResourceQuota[] {
  const channels = hostsOf(clusters.filter(hasMultiHostDomains));
  return [
    { ...podsOf(clusters), ...limits },
    ...(channels === 0 ? [] : [{ name: channelResource, nominalQuota: quantity(channels), ...limits }]),
  ];
}

/** A queue's quotas on its one flavor. */
export const resourceGroups = (flavor: string, resources: readonly ResourceQuota[]): ClusterQueueSpec["resourceGroups"] => [
  { coveredResources: resources.map(({ name }) => name), flavors: [{ name: flavor, resources }] },
];

const topologyName = "fabric";

/** A flavor never changes its topology: whoever begins or ends to pack jobs gets another one. */
export const flavorName = ({ accelerator, kubernetes }: GpuClusterSpec): string =>
  packsJobs(kubernetes) ? accelerator : `${accelerator}-unpacked`;

export const planTopology = (): Manifest<TopologySpec> => ({
  metadata: { name: topologyName },
  spec: { levels: topologyLevels.map((nodeLabel) => ({ nodeLabel })) },
});

/** The hosts of the queues, whichever of them a pod comes to. */
export const planUnpackedFlavor = (name: string, cluster: GpuClusterSpec): Manifest<ResourceFlavorSpec> => ({
  metadata: { name },
  spec: {
    // No job of the queues may come where Slurm has its part of the cluster, or will have it.
    nodeLabels: { [acceleratorLabel]: cluster.accelerator, [layerLabel]: "kubernetes" },
  },
});

export function planResourceFlavor(cluster: GpuClusterSpec): Manifest<ResourceFlavorSpec> {
  const { metadata, spec } = planUnpackedFlavor(flavorName(cluster), cluster);
  return { metadata, spec: packsJobs(cluster.kubernetes) ? { ...spec, topologyName } : spec };
}

/** How urgent a job says it is, by the label `kueue.x-k8s.io/priority-class`. A job without one stands between these. */
export const planWorkloadPriorities = (): Readonly<Record<"low" | "high", WorkloadPriorityClassManifest>> => ({
  low: { metadata: { name: "low" }, value: -1000, description: "Gives way to every other job of its tenant." },
  high: { metadata: { name: "high" }, value: 1000, description: "Goes before every other job of its tenant, and preempts them." },
});
