import { type KubernetesPlan } from "../../components/kubernetes/plan/index.ts";
import type { StackSpec } from "../../components/schema/stack.ts";
import type { TestCluster } from "../rigs/cluster/start.ts";
import { strictApply, type ServerObject } from "./cluster.ts";
import { object } from "./object.ts";
import { planLayer } from "./plans.ts";

const kueue = "kueue.x-k8s.io/v1beta2";

function gpusOf({ devices }: KubernetesPlan): ServerObject[] {
  switch (devices.mode) {
    case "amd": {
      const { namespace, labeller, daemonSets } = devices.amd;
      return [
        object("v1", "Namespace", namespace),
        object("v1", "ServiceAccount", labeller.serviceAccount),
        object("rbac.authorization.k8s.io/v1", "ClusterRole", labeller.clusterRole),
        object("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", labeller.clusterRoleBinding),
        ...Object.values(daemonSets).map((daemonSet) => object("apps/v1", "DaemonSet", daemonSet)),
      ];
    }
    case "device-plugin":
      return [object("nvidia.com/v1", "ClusterPolicy", devices.clusterPolicy)];
    case "dra":
      return [
        object("nvidia.com/v1alpha1", "GPUCluster", devices.gpuCluster),
        object("resource.k8s.io/v1", "DeviceClass", devices.deviceClass),
      ];
  }
}

function hardwareOf(plan: KubernetesPlan): ServerObject[] {
  const { nics } = plan;
  const gpus = gpusOf(plan);
  if (nics === undefined) return gpus;
  return [
    ...gpus,
    object("mellanox.com/v1alpha1", "NicClusterPolicy", nics.clusterPolicy),
    object("mellanox.com/v1alpha1", "NicNodePolicy", nics.nodePolicy),
    ...Object.values(nics.networks).map((network) => object("mellanox.com/v1alpha1", "HostDeviceNetwork", network)),
  ];
}

function tenantsOf({ tenants }: KubernetesPlan): ServerObject[] {
  return Object.values(tenants).flatMap((tenant) => [
    object("v1", "Namespace", tenant.namespace),
    object("v1", "ServiceAccount", tenant.serviceAccount),
    object("v1", "LimitRange", tenant.limitRange),
    ...Object.values(tenant.resourceQuotas).map((quota) => object("v1", "ResourceQuota", quota)),
    object("policy/v1", "PodDisruptionBudget", tenant.disruptionBudget),
    object("networking.k8s.io/v1", "NetworkPolicy", tenant.networkPolicy),
    ...Object.values(tenant.roleBindings).map((binding) => object("rbac.authorization.k8s.io/v1", "RoleBinding", binding)),
    ...(tenant.hostClaim === undefined ? [] : [object("resource.k8s.io/v1", "ResourceClaimTemplate", tenant.hostClaim)]),
    object("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", tenant.flowSchema),
    object("rbac.authorization.k8s.io/v1", "ClusterRole", tenant.queueReader.role),
    object("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", tenant.queueReader.binding),
    object(kueue, "ClusterQueue", tenant.idleQueue),
    object(kueue, "LocalQueue", tenant.defaultQueue),
    object(kueue, "ClusterQueue", tenant.clusterQueue),
    object(kueue, "LocalQueue", tenant.localQueue),
  ]);
}

/** Every object of a cluster's layer, in an order in which they can be applied; without `hardware`, what needs neither GPUs nor monitoring. */
export function layerObjects(name: string, stack: StackSpec, { hardware }: { readonly hardware: boolean }): ServerObject[] {
  const plan = planLayer(name, stack);
  const { monitoring } = plan;
  return [
    ...(hardware
      ? [
          ...hardwareOf(plan),
          object("v1", "Namespace", monitoring.namespace),
          ...(monitoring.gpus === undefined
            ? []
            : [
                object("v1", "ConfigMap", monitoring.gpus.counters),
                object("monitoring.coreos.com/v1", "PodMonitor", monitoring.gpus.dcgm),
              ]),
          object("monitoring.coreos.com/v1", "PrometheusRule", monitoring.rules),
        ]
      : []),
    ...[plan.admission, plan.tenantAdmission].flatMap(({ policy, binding }) => [
      object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", policy),
      object("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding", binding),
    ]),
    ...Object.values(plan.clusterRoles).map((role) => object("rbac.authorization.k8s.io/v1", "ClusterRole", role)),
    object("scheduling.k8s.io/v1", "PriorityClass", plan.priorityClass),
    ...Object.values(plan.workloadPriorities).map((priority) => object(kueue, "WorkloadPriorityClass", priority)),
    ...(plan.topology === undefined ? [] : [object(kueue, "Topology", plan.topology)]),
    object(kueue, "ResourceFlavor", plan.resourceFlavor),
    object("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration", plan.tenantRequests),
    ...tenantsOf(plan),
  ];
}

export async function applyLayer(cluster: TestCluster, name: string, stack: StackSpec): Promise<void> {
  for (const each of layerObjects(name, stack, { hardware: false })) await strictApply(cluster, each);
}

/** The API groups of a GPU cluster's kinds: of its layer, and of the operators that the layer is declared to. */
export const layerCrds = [
  "cert-manager.io",
  "jobset.x-k8s.io",
  "kueue.x-k8s.io",
  "leaderworkerset.x-k8s.io",
  "mellanox.com",
  "monitoring.coreos.com",
  "nvidia.com",
];
