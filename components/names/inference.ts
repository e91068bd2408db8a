import { named } from "./named.ts";

/** The namespace of the endpoints whose GPUs count against a tenant's share. It uses the tenant's queue, but the tenant's groups have no rights in it. */
export const inferenceNamespace = (share: string): string => `inference-${share}`;

/** The queue of a namespace's pods that count against the share. */
export const inferenceQueue = "serving";

/** The queue of a namespace's pods that do not count against the share: endpoint pickers and weight downloads. */
export const supportQueue = "support";

/** The ClusterQueue of that queue, and its flavor. Tenants' keys have no dot. */
export const supportName = "inference.support";

/** Priority above every other job of the share: serving does not give way to jobs that can wait. */
export const servingPriority = "serving";

/** The account of a namespace's endpoint pickers. */
export const pickerAccount = "endpoint-picker";

/** Cluster-wide objects that all endpoints of a cluster share. */
export const servingNames = (cluster: string) => ({
  priority: named("WorkloadPriorityClass", servingPriority, `${cluster}-priority-serving`),
  supportFlavor: named("ResourceFlavor", supportName, `${cluster}-inference-support`),
  supportQueue: named("ClusterQueue", supportName, `${cluster}-inference-support`),
});

/** The namespace of the endpoints of a share. */
export const shareNamespace = (cluster: string, share: string) =>
  named("Namespace", inferenceNamespace(share), `${cluster}-inference-${share}`);

/** Objects in the namespace of a share. */
export const shareObjects = (cluster: string, share: string) => ({
  closed: named("NetworkPolicy", "closed", `${cluster}-inference-${share}-closed`),
  pickers: named("NetworkPolicy", "endpoint-pickers", `${cluster}-inference-${share}-pickers`),
  weights: named("NetworkPolicy", "weights", `${cluster}-inference-${share}-weights`),
  metrics: named("PodMonitor", "endpoints", `${cluster}-inference-${share}-metrics`),
  pickerRole: named("Role", pickerAccount, `${cluster}-inference-${share}-picker`),
  pickerAccount: named("ServiceAccount", pickerAccount, `${cluster}-inference-${share}-picker`),
  pickerBinding: named("RoleBinding", pickerAccount, `${cluster}-inference-${share}-picker`),
  engines: named("LocalQueue", inferenceQueue, `${cluster}-inference-${share}-queue`),
  support: named("LocalQueue", supportQueue, `${cluster}-inference-${share}-support`),
});

/** Objects of an endpoint as a whole, in the namespace of its share. */
export const endpointNames = (endpoint: string) => ({
  network: named("NetworkPolicy", endpoint, `${endpoint}-network`),
  engineBudget: named("PodDisruptionBudget", `${endpoint}-engines`),
  pickerBudget: named("PodDisruptionBudget", `${endpoint}-pickers`),
  alerts: named("PrometheusRule", endpoint, `${endpoint}-alerts`),
  weights: named("PersistentVolumeClaim", `${endpoint}-weights`),
  weightsJob: named("Job", `${endpoint}-weights`),
  pickerConfiguration: named("ConfigMap", `${endpoint}-picker-configuration`),
  computeDomain: named("ComputeDomain", endpoint, `${endpoint}-domain`),
});

/** The claim for the channel of an endpoint's compute domain, which NVIDIA's driver makes. */
export const channelClaim = (endpoint: string): string => `${endpoint}-channel`;

/** The pool of an endpoint's canary. The first pool has the endpoint's own name. */
export const canaryPool = (endpoint: string): string => `${endpoint}-canary`;

/** Objects of a pool, in the namespace of its endpoint's share. */
export const poolNames = (pool: string) => ({
  deployment: named("Deployment", pool, `${pool}-engines`),
  group: named("LeaderWorkerSet", pool, `${pool}-engines`),
  engines: named("Service", `${pool}-engines`),
  pool: named("InferencePool", pool, `${pool}-pool`),
  picker: named("Deployment", `${pool}-picker`),
  pickerService: named("Service", `${pool}-picker`),
  scaling: named("ScaledObject", pool, `${pool}-scaling`),
  gpus: named("ResourceClaimTemplate", `${pool}-gpus`),
});

/** What the LeaderWorkerSet controller makes of a group of hosts: a Service, and a StatefulSet for the leaders and for each one's workers. */
export const groupObjects = (pool: string, replicas: number) => ({
  services: [pool],
  statefulSets: [pool, ...Array.from({ length: replicas }, (_, index) => `${pool}-${index}`)],
});
