import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { AdmissionCheckSpec, ClusterQueueSpec, LocalQueueSpec, MultiKueueClusterSpec, MultiKueueConfigSpec } from "../../crd/kueue.ts";
import { tenantLabel, tenantNamespace } from "../../lib/names.ts";
import { quantity } from "../../lib/quantity.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { gpusOfShare } from "../../capacity/guarantees.ts";
import { flavorName, planChannels, resourceGroups, wholeHosts } from "../plan/queues.ts";
import { referenced } from "../../lib/referenced.ts";
import { charts } from "../../catalog/charts.ts";
import { opening, toApiServerAt, type NetworkPolicy } from "../plan/peers.ts";
import { planWorkerAccount, type WorkerAccount } from "./access.ts";
import type { MultiKueueSpec } from "../../schema/multi-kueue.ts";
import { kubeconfigSecret, multiKueueObjects, siteQueue, siteQueueOf } from "../../names/multi-kueue.ts";

/** Name of the admission check, and of its configuration. */
const checkName = "site";

/** The objects of queues over several clusters. */
export interface MultiKueuePlan {
  readonly manager: {
    readonly admissionCheck: Manifest<AdmissionCheckSpec>;
    readonly config: Manifest<MultiKueueConfigSpec>;
    /** Kueue's way to the API servers of the workers. */
    readonly networkPolicy: NetworkPolicy;
    readonly tenants: Readonly<
      Record<string, { readonly clusterQueue: Manifest<ClusterQueueSpec>; readonly localQueue: Manifest<LocalQueueSpec> }>
    >;
  };
  readonly workers: Readonly<Record<string, WorkerPlan>>;
}

export interface WorkerPlan {
  /** The worker, as the manager refers to it. */
  readonly cluster: Manifest<MultiKueueClusterSpec>;
  readonly account: WorkerAccount;
  readonly localQueues: Readonly<Record<string, Manifest<LocalQueueSpec>>>;
}

const localQueue = (tenant: string, clusterQueue: string): Manifest<LocalQueueSpec> => ({
  metadata: { name: siteQueue, namespace: tenantNamespace(tenant), labels: { [tenantLabel]: tenant } },
  spec: { clusterQueue },
});

/** GPUs that a tenant can have of a cluster at once: its share and its borrowing limit. */
function mostGpus(tenant: string, cluster: GpuClusterSpec): number {
  const { guaranteedSharePercent, borrowingLimitPercent } = referenced(cluster.kubernetes.tenants, tenant);
  const wanted = gpusOfShare(cluster, guaranteedSharePercent.value) + gpusOfShare(cluster, borrowingLimitPercent);
  return Math.min(wanted, gpusOfShare(cluster, 100));
}

/**
 * A tenant's queue at the manager. It counts no GPUs of the manager and is in no cohort: its quota is the most that the workers can give the tenant,
 * so each worker's own queue decides.
 */
function planSiteQueue(tenant: string, manager: GpuClusterSpec, workers: readonly GpuClusterSpec[]): Manifest<ClusterQueueSpec> {
  const labels = { [tenantLabel]: tenant };
  const nominalQuota = quantity(workers.reduce((sum, worker) => sum + mostGpus(tenant, worker), 0));
  const gpus = { name: accelerators[manager.accelerator].deviceResource, nominalQuota };
  return {
    metadata: { name: siteQueueOf(tenant), labels },
    spec: {
      namespaceSelector: { matchLabels: labels },
      resourceGroups: resourceGroups(flavorName(manager), [gpus, ...wholeHosts(workers), ...planChannels(workers)]),
      preemption: { reclaimWithinCohort: "Never", withinClusterQueue: "LowerPriority" },
      admissionChecksStrategy: { admissionChecks: [{ name: checkName }] },
    },
  };
}

/** The objects of queues over several of a site's clusters. */
export function planMultiKueue({ manager, workers, tenants }: MultiKueueSpec, clusters: StackSpec["clusters"]): MultiKueuePlan {
  const specOf = (name: string) => referenced(clusters, name);
  return {
    manager: {
      admissionCheck: {
        metadata: { name: checkName },
        spec: {
          controllerName: "kueue.x-k8s.io/multikueue",
          parameters: { apiGroup: "kueue.x-k8s.io", kind: "MultiKueueConfig", name: checkName },
        },
      },
      config: { metadata: { name: checkName }, spec: { clusters: workers } },
      networkPolicy: opening(
        { name: multiKueueObjects("").network.name, namespace: charts.kueue.namespace },
        {},
        { egress: workers.map((worker) => toApiServerAt(specOf(worker))) },
      ),
      tenants: Object.fromEntries(
        tenants.map((tenant) => {
          const clusterQueue = planSiteQueue(tenant, specOf(manager), workers.map(specOf));
          return [tenant, { clusterQueue, localQueue: localQueue(tenant, clusterQueue.metadata.name) }];
        }),
      ),
    },
    workers: Object.fromEntries(
      workers.map((worker) => [
        worker,
        {
          cluster: {
            metadata: { name: worker },
            spec: { clusterSource: { kubeConfig: { locationType: "Secret", location: kubeconfigSecret(worker) } } },
          },
          account: planWorkerAccount(),
          localQueues: Object.fromEntries(tenants.map((tenant) => [tenant, localQueue(tenant, tenant)])),
        },
      ]),
    ),
  };
}
