import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../cluster/spec.ts";
import { tenantLabel } from "../lib/names.ts";

/** What Kueue's manager reads as it starts; the chart's values carry it. */
export interface KueueConfiguration {
  readonly apiVersion: "config.kueue.x-k8s.io/v1beta2";
  readonly kind: "Configuration";
  readonly [field: string]: unknown;
}

/** The device class whose claims a tenant's share counts; NVIDIA's driver defines it. */
export const gpuDeviceClass = "gpu.nvidia.com";

/**
 * A share is of GPUs. Processors, memory and the like belong to the GPU's host, and NICs to its GPUs: no quota counts them, and a job may ask for them.
 * (Kueue admits no job that asks for a resource which its queue neither covers nor leaves out.) Topology-aware scheduling still finds hosts that have them free.
 */
const uncountedResources = ["cpu", "memory", "ephemeral-storage", "hugepages-", "nvidia.com/hostdev", "nvidia.com/rdma"];

/** The configuration of Kueue's manager on a cluster. */
export function kueueConfiguration({ accelerator, kubernetes }: GpuClusterSpec): KueueConfiguration {
  return {
    apiVersion: "config.kueue.x-k8s.io/v1beta2",
    kind: "Configuration",
    health: { healthProbeBindAddress: ":8081" },
    metrics: { bindAddress: ":8443", enableClusterQueueResources: true },
    webhook: { port: 9443 },
    leaderElection: { leaderElect: true, resourceName: "c1f6bfd2.kueue.x-k8s.io" },
    controller: {
      groupKindConcurrency: {
        "Job.batch": 5,
        Pod: 5,
        "Workload.kueue.x-k8s.io": 10,
        "LocalQueue.kueue.x-k8s.io": 5,
        "ClusterQueue.kueue.x-k8s.io": 5,
        "ResourceFlavor.kueue.x-k8s.io": 1,
      },
    },
    clientConnection: { qps: 300, burst: 500 },
    // In a tenant's namespace nothing runs that no queue has let in.
    manageJobsWithoutQueueName: true,
    managedJobsNamespaceSelector: { matchExpressions: [{ key: tenantLabel, operator: "Exists" }] },
    integrations: { frameworks: ["batch/job", "jobset.x-k8s.io/jobset", "leaderworkerset.x-k8s.io/leaderworkerset", "pod"] },
    fairSharing: { preemptionStrategies: ["LessThanOrEqualToFinalShare", "LessThanInitialShare"] },
    resources: {
      excludeResourcePrefixes: uncountedResources,
      ...(kubernetes.deviceAllocation === "dra"
        ? { deviceClassMappings: [{ name: accelerators[accelerator].deviceResource, deviceClassNames: [gpuDeviceClass] }] }
        : {}),
    },
  };
}
