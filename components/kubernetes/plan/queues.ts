import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../cluster/spec.ts";
import type { Manifest } from "../../lib/crd/foreign-kind.ts";
import type {
  ClusterQueueSpec,
  ResourceFlavorSpec,
  ResourceQuota,
  TopologySpec,
  WorkloadPriorityClassManifest,
} from "../../lib/crd/kueue.ts";
import { tenantLabel } from "../../lib/names.ts";
import { machinesFor } from "../../lib/power.ts";
import { quantity } from "../../lib/quantity.ts";
import { inWholeDomains } from "../../lib/shares.ts";
import { acceleratorLabel, layerLabel, topologyKeys } from "../../lib/topology-keys.ts";
import { kubernetesGpus } from "../../slurm/owned.ts";
import { channelResource } from "../kueue-configuration.ts";
import type { Allocation } from "../spec.ts";
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

/** A share of what the queues have of a cluster, in whole scale-up domains. */
export const gpusOfShare = (cluster: GpuClusterSpec, sharePercent: number): number =>
  inWholeDomains(cluster.accelerator, kubernetesGpus(cluster), sharePercent);

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
    borrowingLimit: gpus(allocation.borrowsAtMostPercent),
    lendingLimit: gpus((share * allocation.lendsAtMostPercent) / 100),
  };
  return {
    metadata: { name: tenant, labels },
    spec: {
      cohortName: cohort,
      namespaceSelector: { matchLabels: labels },
      resourceGroups: resourceGroups(cluster, [own, ...planChannels([cluster], { borrowingLimit: "0", lendingLimit: "0" })]),
      // What was lent comes back when its owner's own job wants it; a tenant's urgent jobs go before its others.
      preemption: { reclaimWithinCohort: "Any", withinClusterQueue: "LowerPriority" },
      fairSharing: { weight: fairSharingWeight(allocation, Object.values(cluster.kubernetes.tenants)) },
    },
  };
}

/** Channels into the NVLink domains of clusters: each host has one, so a quota of all of them is in nobody's way. */
export function planChannels(
  clusters: readonly GpuClusterSpec[],
  limits: Partial<Pick<ResourceQuota, "borrowingLimit" | "lendingLimit">> = {},
): ResourceQuota[] {
  const hosts = clusters
    .filter(hasMultiHostDomains)
    .reduce((sum, cluster) => sum + machinesFor(cluster.accelerator, kubernetesGpus(cluster)).hosts, 0);
  return hosts === 0 ? [] : [{ name: channelResource, nominalQuota: quantity(hosts), ...limits }];
}

/** A queue's quotas on the cluster's one flavor. */
export const resourceGroups = (cluster: GpuClusterSpec, resources: readonly ResourceQuota[]): ClusterQueueSpec["resourceGroups"] => [
  { coveredResources: resources.map(({ name }) => name), flavors: [{ name: flavorName(cluster), resources }] },
];

const topologyName = "fabric";

/** A flavor never changes its topology: whoever begins or ends to pack jobs gets another one. */
const flavorName = ({ accelerator, kubernetes }: GpuClusterSpec): string =>
  packsJobs(kubernetes) ? accelerator : `${accelerator}-unpacked`;

export const planTopology = (): Manifest<TopologySpec> => ({
  metadata: { name: topologyName },
  spec: { levels: topologyLevels.map((nodeLabel) => ({ nodeLabel })) },
});

export const planResourceFlavor = (cluster: GpuClusterSpec): Manifest<ResourceFlavorSpec> => ({
  metadata: { name: flavorName(cluster) },
  spec: {
    nodeLabels: {
      [acceleratorLabel]: cluster.accelerator,
      // Where Slurm has a part of the cluster, no job of the queues may come there.
      ...(cluster.slurm === undefined ? {} : { [layerLabel]: "kubernetes" }),
    },
    ...(packsJobs(cluster.kubernetes) ? { topologyName } : {}),
  },
});

/** How urgent a job says it is, by the label `kueue.x-k8s.io/priority-class`. A job without one stands between these. */
export const planWorkloadPriorities = (): Readonly<Record<"low" | "high", WorkloadPriorityClassManifest>> => ({
  low: { metadata: { name: "low" }, value: -1000, description: "Gives way to every other job of its tenant." },
  high: { metadata: { name: "high" }, value: 1000, description: "Goes before every other job of its tenant, and preempts them." },
});
