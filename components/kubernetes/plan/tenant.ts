import type { types } from "@pulumi/kubernetes";
import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { TenantSpec } from "../../schema/tenant.ts";
import type { ResourceClaimTemplateSpec } from "../../crd/device.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { ClusterQueueSpec, LocalQueueSpec } from "../../crd/kueue.ts";
import { tenantLabel, tenantNamespace } from "../../lib/names.ts";
import { quantity } from "../../lib/quantity.ts";
import { defaultQueue, gpuQueue, idleQueueOf } from "../../names/kubernetes.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { gpuDeviceClass } from "../kueue-configuration.ts";
import type { Allocation } from "../../schema/kubernetes.ts";
import { planRoleBindings, type TenantRole } from "./access.ts";
import { deviceClassName, hasComputeDomains, planHostClaim } from "./devices.ts";
import { planNetworkPolicy } from "./network-policy.ts";
import { objectLimits } from "./object-limits.ts";
import { planClusterQueue, planIdleQueue } from "./queues.ts";
import { planFlowSchema, planQueueReader } from "./requests.ts";
import { gpusOfShare } from "../../capacity/guarantees.ts";

/** Label that Kueue puts on the pods of every job that it admits. */
const admittedPodLabel = "kueue.x-k8s.io/podset";

/** One tenant's objects in a cluster. */
export interface TenantPlan {
  /** The tenant's guaranteed GPUs: its share, in whole scale-up domains. */
  readonly guaranteedGpus: number;
  readonly namespace: types.input.core.v1.Namespace;
  readonly serviceAccount: types.input.core.v1.ServiceAccount & { readonly automountServiceAccountToken: false };
  readonly limitRange: types.input.core.v1.LimitRange;
  readonly resourceQuotas: Readonly<Record<"quota" | "priorities", types.input.core.v1.ResourceQuota>>;
  readonly disruptionBudget: types.input.policy.v1.PodDisruptionBudget;
  readonly networkPolicy: types.input.networking.v1.NetworkPolicy;
  readonly roleBindings: Readonly<Record<TenantRole, types.input.rbac.v1.RoleBinding>>;
  readonly clusterQueue: Manifest<ClusterQueueSpec>;
  readonly localQueue: Manifest<LocalQueueSpec>;
  /** The quota, and the queue, of work without GPUs. */
  readonly idleQueue: Manifest<ClusterQueueSpec>;
  readonly defaultQueue: Manifest<LocalQueueSpec>;
  readonly queueReader: { readonly role: types.input.rbac.v1.ClusterRole; readonly binding: types.input.rbac.v1.ClusterRoleBinding };
  readonly flowSchema: types.input.flowcontrol.v1.FlowSchema;
  /** Present if pods claim devices. */
  readonly hostClaim?: Manifest<ResourceClaimTemplateSpec>;
}

/** Limits of a namespace. The queue may lend a tenant more GPUs than its share, so their limit is the cluster's size: it stops only pods that bypass the queue. */
function hardLimits(cluster: GpuClusterSpec, allocation: Allocation): Record<string, string> {
  const gpus = quantity(cluster.gpus.value);
  const devices =
    cluster.kubernetes.deviceAllocation === "dra"
      ? Object.fromEntries([deviceClassName(cluster), gpuDeviceClass].map((name) => [`${name}.deviceclass.resource.k8s.io/devices`, gpus]))
      : { [`requests.${accelerators[cluster.accelerator].deviceResource}`]: gpus };
  const limits = { ...devices, ...objectLimits(cluster, allocation) };
  return hasComputeDomains(cluster)
    ? { ...limits, "count/computedomains.resource.nvidia.com": quantity(allocation.maxComputeDomains) }
    : limits;
}

/** A tenant's part of a cluster, and who of the tenant may do what there. */
interface TenantPart extends Pick<TenantSpec, "groups"> {
  readonly allocation: Allocation;
}

export function planTenant(tenant: string, { allocation, groups }: TenantPart, cluster: GpuClusterSpec, site: SiteSpec): TenantPlan {
  const namespace = tenantNamespace(tenant);
  const labels = { [tenantLabel]: tenant };
  const metadata = (name: string) => ({ name, namespace, labels });
  return {
    guaranteedGpus: gpusOfShare(cluster, allocation.guaranteedSharePercent.value),
    namespace: {
      metadata: {
        name: namespace,
        labels: { ...labels, "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted" },
      },
    },
    serviceAccount: { metadata: metadata("default"), automountServiceAccountToken: false },
    limitRange: {
      metadata: metadata("containers"),
      spec: { limits: [{ type: "Container", defaultRequest: { cpu: "1", memory: "4Gi" } }] },
    },
    resourceQuotas: {
      quota: { metadata: metadata("gpu"), spec: { hard: hardLimits(cluster, allocation) } },
      // Keeps a tenant's pods from evicting the cluster's own components.
      priorities: {
        metadata: metadata("no-system-priorities"),
        spec: {
          hard: { pods: "0" },
          scopeSelector: {
            matchExpressions: [{ scopeName: "PriorityClass", operator: "In", values: ["system-cluster-critical", "system-node-critical"] }],
          },
        },
      },
    },
    // More pods than can exist, so that a drain waits for a job's end instead of evicting one of its pods. (A job has no scale, which a percentage would need.)
    disruptionBudget: {
      metadata: metadata("jobs"),
      spec: {
        minAvailable: cluster.gpus.value,
        selector: { matchExpressions: [{ key: admittedPodLabel, operator: "Exists" }] },
      },
    },
    networkPolicy: planNetworkPolicy(tenant, site),
    roleBindings: planRoleBindings(tenant, groups),
    clusterQueue: planClusterQueue(tenant, allocation, cluster),
    localQueue: { metadata: metadata(gpuQueue), spec: { clusterQueue: tenant } },
    idleQueue: planIdleQueue(tenant, allocation, cluster),
    defaultQueue: { metadata: metadata(defaultQueue), spec: { clusterQueue: idleQueueOf(tenant) } },
    queueReader: planQueueReader(tenant, groups, [tenant, idleQueueOf(tenant)]),
    flowSchema: planFlowSchema(tenant, groups),
    ...(cluster.kubernetes.deviceAllocation === "dra" ? { hostClaim: planHostClaim(tenant, cluster) } : {}),
  };
}
