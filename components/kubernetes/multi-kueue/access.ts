import type { types } from "@pulumi/kubernetes";
import { charts } from "../../catalog/charts.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { kubeconfigSecret } from "../../names/multi-kueue.ts";

const name = "multikueue";

type Named<Kind> = Kind & { readonly metadata: { readonly name: string; readonly namespace: string } };

/** Account of the manager's Kueue at a worker, with its rights. */
export interface WorkerAccount {
  readonly serviceAccount: Named<types.input.core.v1.ServiceAccount>;
  readonly clusterRole: types.input.rbac.v1.ClusterRole;
  readonly clusterRoleBinding: types.input.rbac.v1.ClusterRoleBinding;
}

/** Credentials with which the manager uses the account. */
export interface Credentials {
  /** At the worker, and empty: Kubernetes itself writes the account's token into it. */
  readonly token: types.input.core.v1.Secret;
  /** At the manager, still without the kubeconfig, which belongs under the key `kubeconfig`. */
  readonly kubeconfig: Named<types.input.core.v1.Secret>;
  /** Address of the worker's API server. */
  readonly server: string;
}

/** Kinds that Kueue's configuration lets the manager dispatch to other clusters. */
const jobs: Readonly<Record<string, string>> = {
  "": "pods",
  batch: "jobs",
  "jobset.x-k8s.io": "jobsets",
  "leaderworkerset.x-k8s.io": "leaderworkersets",
};

const handOver = ["create", "delete", "get", "list", "watch"];

const clusterRules = [
  ...Object.entries(jobs).flatMap(([group, resource]) => [
    { apiGroups: [group], resources: [resource], verbs: handOver },
    { apiGroups: [group], resources: [`${resource}/status`], verbs: ["get"] },
  ]),
  // Removes its finalizer from a workload that another worker admitted first.
  { apiGroups: ["kueue.x-k8s.io"], resources: ["workloads"], verbs: [...handOver, "update"] },
  { apiGroups: ["kueue.x-k8s.io"], resources: ["workloads/status"], verbs: ["get", "patch", "update"] },
];

const { namespace } = charts.kueue;

export const planWorkerAccount = (): WorkerAccount => ({
  serviceAccount: { metadata: { name, namespace }, automountServiceAccountToken: false },
  clusterRole: { metadata: { name }, rules: clusterRules },
  clusterRoleBinding: {
    metadata: { name },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
    subjects: [{ kind: "ServiceAccount", name, namespace }],
  },
});

export function planCredentials(worker: string, { controlPlane }: GpuClusterSpec): Credentials {
  const { host, port } = controlPlane.endpoint;
  return {
    token: {
      metadata: { name, namespace, annotations: { "kubernetes.io/service-account.name": name } },
      type: "kubernetes.io/service-account-token",
    },
    kubeconfig: { metadata: { name: kubeconfigSecret(worker), namespace } },
    server: `https://${host}:${port}`,
  };
}

/**
 * A kubeconfig in the form that Kueue accepts: no files, no commands, and the server's certificate verified.
 *
 * @param data Data of the Secret with the account's token, each value in base64.
 */
export function kubeconfigOf(server: string, data: Readonly<Record<string, string>>): string {
  const token = Buffer.from(data["token"] ?? "", "base64").toString("utf8");
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "worker", cluster: { server, "certificate-authority-data": data["ca.crt"] ?? "" } }],
    users: [{ name, user: { token } }],
    contexts: [{ name: "worker", context: { cluster: "worker", user: name } }],
    "current-context": "worker",
  });
}
