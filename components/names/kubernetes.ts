import { tenantNamespace } from "../lib/names.ts";
import { named } from "./named.ts";

/** The namespace of a cluster's monitoring. */
export const monitoringNamespace = "monitoring";

/** The namespace in which Flux runs, and reads its objects. */
export const fluxNamespace = "flux-system";

/** The GitRepository, in the clusters, of what is rendered for the site. */
export const renderedSource = "site";

/** The namespace of AMD's DaemonSets. */
export const amdNamespace = "amd-gpu";

/** The queue of a tenant's work with GPUs, which jobs name in `kueue.x-k8s.io/queue-name`. */
export const gpuQueue = "gpu";

/** The queue of all that names none: work without GPUs. Kueue knows it by this name. */
export const defaultQueue = "default";

/** The ClusterQueue of a tenant's work without GPUs. Tenants' keys have no dot. */
export const idleQueueOf = (tenant: string): string => `${tenant}.idle`;

/** Priorities of jobs, by which one goes before the other within a tenant's queue. */
export const workloadPriorities = ["low", "high"] as const;

/** The priority of every pod that names no other. */
export const podPriority = "workload";

/** Objects of a cluster's Kubernetes layer that belong to no tenant. */
export const layerNames = (cluster: string) => ({
  gpuPolicy: named("ClusterPolicy", "cluster-policy", `${cluster}-gpus`),
  gpuCluster: named("GPUCluster", "gpu-cluster", `${cluster}-gpus`),
  nicPolicy: named("NicClusterPolicy", "nic-cluster-policy", `${cluster}-nics`),
  nicNodePolicy: named("NicNodePolicy", "gpu-hosts", `${cluster}-nics`),
  priorityClass: named("PriorityClass", podPriority, `${cluster}-priority`),
  lowPriority: named("WorkloadPriorityClass", "low", `${cluster}-priority-low`),
  highPriority: named("WorkloadPriorityClass", "high", `${cluster}-priority-high`),
  topology: named("Topology", "fabric", `${cluster}-topology`),
  monitoring: named("Namespace", monitoringNamespace, `${cluster}-monitoring`),
  isolation: named("ValidatingAdmissionPolicy", "nscale-isolation", `${cluster}-isolation`),
  tenantRequests: named("PriorityLevelConfiguration", "nscale-tenants", `${cluster}-tenants`),
  tenantAdmission: named("ValidatingAdmissionPolicy", "nscale-tenants", `${cluster}-tenants`),
  tenantAdmissionBinding: named("ValidatingAdmissionPolicyBinding", "nscale-tenants", `${cluster}-tenants`),
  isolationBinding: named("ValidatingAdmissionPolicyBinding", "nscale-isolation", `${cluster}-isolation`),
});

/** Objects in the namespace of a cluster's monitoring. */
export const monitoringNames = (cluster: string) => ({
  dcgm: named("PodMonitor", "dcgm-exporter", `${cluster}-dcgm`),
  alerts: named("PrometheusRule", "gpu-cluster", `${cluster}-alerts`),
});

/** The fields that DCGM's exporters read, in the GPU operator's namespace. */
export const dcgmCounters = (cluster: string, name: string) => named("ConfigMap", name, `${cluster}-dcgm-counters`);

/** The name of a policy that closes all pods of a namespace. */
export const closedName = "closed";

/** Policies of monitoring beside the one that closes its namespace: what Prometheus reads, and where telemetry goes. */
export const monitoringNetworks = ["prometheus", "telemetry"] as const;

export type MonitoringNetwork = (typeof monitoringNetworks)[number];

/** A network policy of a namespace that no tenant has. */
export const platformNetwork = (cluster: string, of: string, name: string = closedName) =>
  named("NetworkPolicy", name, `${cluster}-network-${of}`);

/** The device class of a cluster's GPUs, named after their accelerator. */
export const deviceClass = (cluster: string, name: string) => named("DeviceClass", name, `${cluster}-device-class`);

/** The flavor of a cluster's GPUs, named after their accelerator. */
export const flavor = (cluster: string, name: string) => named("ResourceFlavor", name, `${cluster}-flavor`);

/** A network of NICs. */
export const nicNetwork = (cluster: string, network: string) => named("HostDeviceNetwork", network, `${cluster}-${network}`);

/** The rights of a role of tenants. */
export const tenantRole = (cluster: string, role: string) => named("ClusterRole", `nscale-tenant-${role}`, `${cluster}-${role}`);

/** Cluster-wide objects of AMD's labeller of nodes, and its namespace. */
export const amdNames = (cluster: string) => ({
  namespace: named("Namespace", amdNamespace, `${cluster}-amd`),
  role: named("ClusterRole", "amd-gpu-node-labeller", `${cluster}-node-labeller`),
  binding: named("ClusterRoleBinding", "amd-gpu-node-labeller", `${cluster}-node-labeller`),
});

/** Objects in the namespace of AMD's DaemonSets. */
export const amdObjects = (cluster: string) => ({
  account: named("ServiceAccount", "node-labeller", `${cluster}-node-labeller`),
  labeller: named("DaemonSet", "node-labeller", `${cluster}-node-labeller`),
  plugin: named("DaemonSet", "device-plugin", `${cluster}-device-plugin`),
  network: named("NetworkPolicy", closedName, `${cluster}-network-amd`),
});

/** An operator that Flux installs, or Helm itself. */
export const operatorNames = (cluster: string, operator: string) => ({
  ociRepository: named("OCIRepository", operator, `${cluster}-${operator}`),
  helmRepository: named("HelmRepository", operator, `${cluster}-${operator}`),
  fluxRelease: named("HelmRelease", operator, `${cluster}-${operator}`),
  helmRelease: named("Release", operator, `${cluster}-${operator}`),
});

/** Flux's Kustomization of a stage. */
export const stageNames = (cluster: string, stage: string) => named("Kustomization", stage, `${cluster}-${stage}`);

/** The policy that keeps Kubernetes from making an operator's aggregated roles again. */
export const aggregatedRoleNames = (cluster: string, operator: string) => ({
  policy: named("ValidatingAdmissionPolicy", `${operator}-aggregated-roles`, `${cluster}-${operator}-aggregated-roles`),
  binding: named("ValidatingAdmissionPolicyBinding", `${operator}-aggregated-roles`, `${cluster}-${operator}-aggregated-roles`),
});

/** Cluster-wide objects of a tenant. */
export const tenantNames = (cluster: string, tenant: string) => ({
  namespace: named("Namespace", tenantNamespace(tenant), `${cluster}-${tenant}`),
  clusterQueue: named("ClusterQueue", tenant, `${cluster}-${tenant}-cluster-queue`),
  idleQueue: named("ClusterQueue", idleQueueOf(tenant), `${cluster}-${tenant}-idle-queue`),
  queueReader: named("ClusterRole", `nscale-queues-${tenant}`, `${cluster}-${tenant}-queues`),
  queueReaders: named("ClusterRoleBinding", `nscale-queues-${tenant}`, `${cluster}-${tenant}-queues`),
  requests: named("FlowSchema", `nscale-tenant-${tenant}`, `${cluster}-${tenant}-requests`),
});

/** Objects in a tenant's namespace. */
export const tenantObjects = (cluster: string, tenant: string) => ({
  account: named("ServiceAccount", "default", `${cluster}-${tenant}-service-account`),
  limits: named("LimitRange", "containers", `${cluster}-${tenant}-limits`),
  quota: named("ResourceQuota", "gpu", `${cluster}-${tenant}-quota`),
  priorities: named("ResourceQuota", "no-system-priorities", `${cluster}-${tenant}-priorities`),
  jobs: named("PodDisruptionBudget", "jobs", `${cluster}-${tenant}-jobs`),
  network: named("NetworkPolicy", "tenant", `${cluster}-${tenant}-network`),
  admin: named("RoleBinding", "admin", `${cluster}-${tenant}-admin`),
  user: named("RoleBinding", "user", `${cluster}-${tenant}-user`),
  viewer: named("RoleBinding", "viewer", `${cluster}-${tenant}-viewer`),
  hostClaim: named("ResourceClaimTemplate", "whole-host", `${cluster}-${tenant}-host-claim`),
  defaultQueue: named("LocalQueue", defaultQueue, `${cluster}-${tenant}-default-queue`),
  localQueue: named("LocalQueue", gpuQueue, `${cluster}-${tenant}-local-queue`),
});
