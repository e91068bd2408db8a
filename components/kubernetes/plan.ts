import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../cluster/spec.ts";
import type { Allocation } from "./spec.ts";
import { tenantLabel, tenantNamespace } from "../lib/names.ts";
import { acceleratorLabel, topologyKeys } from "../lib/topology-keys.ts";
import type { Manifest, Metadata } from "../lib/crd/foreign-kind.ts";
import type { ClusterQueueSpec, LocalQueueSpec, ResourceFlavorSpec, TopologySpec } from "../lib/crd/kueue.ts";

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

/** The name of each tenant's queue in its namespace: jobs carry it as `kueue.x-k8s.io/queue-name`. */
const queueName = "gpu";

/** What one tenant has in a cluster. */
export interface TenantPlan {
  /** GPUs that are the tenant's at any time: its share, in whole scale-up domains. */
  readonly guaranteedGpus: number;
  readonly namespace: { readonly metadata: Metadata };
  readonly resourceQuota: { readonly metadata: Metadata; readonly spec: { readonly hard: Readonly<Record<string, string>> } };
  readonly clusterQueue: Manifest<ClusterQueueSpec>;
  readonly localQueue: Manifest<LocalQueueSpec>;
}

/** The Kubernetes layer of a cluster as objects. */
export interface KubernetesPlan {
  readonly topology: Manifest<TopologySpec>;
  readonly resourceFlavor: Manifest<ResourceFlavorSpec>;
  readonly tenants: Readonly<Record<string, TenantPlan>>;
}

/** A share of a cluster in whole scale-up domains, since half of one packs no job: floor(GPUs x share / domain) x domain. */
export function gpusOfShare(cluster: GpuClusterSpec, sharePercent: number): number {
  const domain = accelerators[cluster.accelerator].scaleUpDomainGpus;
  return Math.floor((cluster.gpus.value * sharePercent) / 100 / domain) * domain;
}

function planTenant(tenant: string, allocation: Allocation, cluster: GpuClusterSpec, flavor: string): TenantPlan {
  const { deviceResource } = accelerators[cluster.accelerator];
  const share = allocation.guaranteedSharePercent.value;
  const gpus = gpusOfShare(cluster, share);
  const namespace = tenantNamespace(tenant);
  const labels = { [tenantLabel]: tenant };
  return {
    guaranteedGpus: gpus,
    namespace: {
      metadata: {
        name: namespace,
        labels: {
          ...labels,
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
      },
    },
    // The queue may lend the tenant more than its share, so the namespace's bound is the cluster's size: it stops pods that go round the queue.
    resourceQuota: {
      metadata: { name: "gpu", namespace, labels },
      spec: { hard: { [`requests.${deviceResource}`]: String(cluster.gpus.value) } },
    },
    clusterQueue: {
      metadata: { name: tenant, labels },
      spec: {
        cohortName: "site",
        namespaceSelector: { matchLabels: labels },
        resourceGroups: [
          {
            coveredResources: [deviceResource],
            flavors: [
              {
                name: flavor,
                resources: [
                  {
                    name: deviceResource,
                    nominalQuota: String(gpus),
                    borrowingLimit: String(gpusOfShare(cluster, allocation.borrowsAtMostPercent)),
                    lendingLimit: String(gpusOfShare(cluster, (share * allocation.lendsAtMostPercent) / 100)),
                  },
                ],
              },
            ],
          },
        ],
        // What was lent comes back when its owner's own job wants it.
        preemption: { reclaimWithinCohort: "Any" },
      },
    },
    localQueue: { metadata: { name: queueName, namespace, labels }, spec: { clusterQueue: tenant } },
  };
}

/** The objects of the layer on a cluster: one topology and flavour, and for each tenant a namespace with its bound and its queue. */
export function planKubernetes(cluster: GpuClusterSpec): KubernetesPlan {
  const flavor = cluster.accelerator;
  const topology = "fabric";
  return {
    topology: { metadata: { name: topology }, spec: { levels: topologyLevels.map((nodeLabel) => ({ nodeLabel })) } },
    resourceFlavor: {
      metadata: { name: flavor },
      spec: { nodeLabels: { [acceleratorLabel]: cluster.accelerator }, topologyName: topology },
    },
    tenants: Object.fromEntries(
      Object.entries(cluster.kubernetes.tenants).map(([tenant, allocation]) => [tenant, planTenant(tenant, allocation, cluster, flavor)]),
    ),
  };
}
