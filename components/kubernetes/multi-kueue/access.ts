import type { types } from "@pulumi/kubernetes";
import { isIP } from "node:net";
import { charts } from "../../catalog/charts.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";

const name = "multikueue";

type Named<Kind> = Kind & { readonly metadata: { readonly name: string; readonly namespace: string } };

/** What the manager's Kueue is at a worker, and what it may do there. */
export interface WorkerAccount {
  readonly serviceAccount: Named<types.input.core.v1.ServiceAccount>;
  readonly clusterRole: types.input.rbac.v1.ClusterRole;
  readonly clusterRoleBinding: types.input.rbac.v1.ClusterRoleBinding;
}

/** How the account is used from the manager. */
export interface Credentials {
  /** At the worker, and empty: Kubernetes itself puts the account's token into it. */
  readonly token: types.input.core.v1.Secret;
  /** At the manager, still without the kubeconfig, which belongs under the key `kubeconfig`. */
  readonly kubeconfig: Named<types.input.core.v1.Secret>;
  /** Where the worker's API server is reached. */
  readonly server: string;
}

/** The kinds that Kueue's configuration hands to other clusters. */
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
  // Its finalizer is taken off a workload that another worker was quicker with.
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

/** The name of the Secret at the manager with a worker's kubeconfig. */
export const kubeconfigSecret = (worker: string): string => `${worker}-kubeconfig`;

export function planCredentials(worker: string, { controlPlane }: GpuClusterSpec): Credentials {
  const { host, port } = controlPlane.endpoint;
  return {
    token: {
      metadata: { name, namespace, annotations: { "kubernetes.io/service-account.name": name } },
      type: "kubernetes.io/service-account-token",
    },
    kubeconfig: { metadata: { name: kubeconfigSecret(worker), namespace } },
    server: `https://${isIP(host) === 6 ? `[${host}]` : host}:${port}`,
  };
}

/**
 * A kubeconfig as Kueue takes it: no files, no commands, the server's certificate checked.
 *
 * @param data of the Secret that holds the account's token, each value in base64.
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
