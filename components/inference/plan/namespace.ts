import type { types } from "@pulumi/kubernetes";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { LocalQueueSpec, WorkloadPriorityClassManifest } from "../../crd/kueue.ts";
import type { PodMonitorSpec } from "../../crd/monitoring.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { tenantLabel } from "../../lib/names.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { inferenceNamespace, inferenceQueue, servingPriority, supportName, supportQueue } from "../../names/inference.ts";
import { planPodMonitor } from "./monitoring.ts";
import { planNamespacePolicies } from "./network.ts";
import { pickerAccount } from "../../names/inference.ts";

/** The objects that the endpoints of one share have in common. */
export interface NamespacePlan {
  readonly namespace: types.input.core.v1.Namespace;
  readonly localQueues: Readonly<Record<"engines" | "support", Manifest<LocalQueueSpec>>>;
  readonly pickerAccount: types.input.core.v1.ServiceAccount;
  readonly pickerRole: types.input.rbac.v1.Role;
  readonly pickerBinding: types.input.rbac.v1.RoleBinding;
  readonly podMonitor: Manifest<PodMonitorSpec>;
  readonly policies: Readonly<Record<"closed" | "pickers" | "weights", types.input.networking.v1.NetworkPolicy>>;
}

const read = ["get", "list", "watch"];

/** The namespace of the endpoints that use a tenant's share, with its way into the tenant's queue and the pickers' read rights. */
export function planNamespace(share: string, cluster: GpuClusterSpec, site: StackSpec["site"]): NamespacePlan {
  const namespace = inferenceNamespace(share);
  const labels = { [tenantLabel]: share };
  const metadata = (name: string) => ({ name, namespace, labels });
  return {
    namespace: {
      metadata: {
        name: namespace,
        labels: { ...labels, "pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted" },
      },
    },
    localQueues: {
      engines: { metadata: metadata(inferenceQueue), spec: { clusterQueue: share } },
      support: { metadata: metadata(supportQueue), spec: { clusterQueue: supportName } },
    },
    pickerAccount: { metadata: metadata(pickerAccount), automountServiceAccountToken: false },
    pickerRole: {
      metadata: metadata(pickerAccount),
      rules: [
        { apiGroups: [""], resources: ["pods"], verbs: read },
        { apiGroups: ["inference.networking.k8s.io"], resources: ["inferencepools"], verbs: read },
        { apiGroups: ["inference.networking.x-k8s.io"], resources: ["inferencemodelrewrites", "inferenceobjectives"], verbs: read },
      ],
    },
    pickerBinding: {
      metadata: metadata(pickerAccount),
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: pickerAccount },
      subjects: [{ kind: "ServiceAccount", name: pickerAccount, namespace }],
    },
    podMonitor: planPodMonitor(namespace, share),
    policies: planNamespacePolicies(namespace, cluster, site),
  };
}

/** Priority over all jobs of the same share, urgent ones included. */
export const planServingPriority = (): WorkloadPriorityClassManifest => ({
  metadata: { name: servingPriority },
  value: 10_000,
  description: "What answers requests: goes before every job of its share, and preempts them.",
});
