import { named } from "./named.ts";

/** The name of a tenant's queue over the clusters, in its namespace at the manager and at each worker: a job keeps its queue's name. */
export const siteQueue = "site";

/** A tenant's queue at the manager. Tenants' keys have no dot. */
export const siteQueueOf = (tenant: string): string => `${tenant}.${siteQueue}`;

/** The Secret at the manager that holds a worker's kubeconfig. */
export const kubeconfigSecret = (worker: string): string => `${worker}-kubeconfig`;

/** The account of the manager's Kueue at a worker. */
const account = "multikueue";

/** Objects of the queues over clusters, at the manager. */
export const multiKueueNames = (stack: string) => ({
  config: named("MultiKueueConfig", "site", stack),
  check: named("AdmissionCheck", "site", stack),
});

/** Objects of the queues over clusters in the namespace of the manager's Kueue. */
export const multiKueueObjects = (stack: string) => ({
  network: named("NetworkPolicy", "workers", `${stack}-network-workers`),
});

/** A tenant's queues at the manager. */
export const managerQueues = (stack: string, tenant: string) => ({
  clusterQueue: named("ClusterQueue", siteQueueOf(tenant), `${stack}-${tenant}`),
  localQueue: named("LocalQueue", siteQueue, `${stack}-${tenant}`),
});

/** A worker, as the manager refers to it. */
export const workerAtManager = (stack: string, worker: string) => ({
  cluster: named("MultiKueueCluster", worker, `${stack}-${worker}`),
  kubeconfig: named("Secret", kubeconfigSecret(worker), `${stack}-${worker}-kubeconfig`),
});

/** Cluster-wide objects at a worker. */
export const workerNames = (stack: string, worker: string) => ({
  role: named("ClusterRole", account, `${stack}-${worker}`),
  binding: named("ClusterRoleBinding", account, `${stack}-${worker}`),
});

/** Objects in the namespace of a worker's Kueue. */
export const workerObjects = (stack: string, worker: string) => ({
  account: named("ServiceAccount", account, `${stack}-${worker}`),
  token: named("Secret", account, `${stack}-${worker}-token`),
});

/** A tenant's queue at a worker. */
export const workerQueue = (stack: string, worker: string, tenant: string) =>
  named("LocalQueue", siteQueue, `${stack}-${worker}-${tenant}`);
