import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { tenantLabel } from "../lib/names.ts";
import { deviceClassName, hasComputeDomains } from "./plan/devices.ts";

/** The configuration of Kueue's manager, which the chart's values carry. */
export interface KueueConfiguration {
  readonly apiVersion: "config.kueue.x-k8s.io/v1beta2";
  readonly kind: "Configuration";
  readonly [field: string]: unknown;
}

/** Device class that NVIDIA's driver defines for its GPUs; the cluster's own class has the same devices. */
export const gpuDeviceClass = "gpu.nvidia.com";

/** A host's channel into an NVLink domain: its resource name in quotas, and the device class through which NVIDIA's driver allocates it. */
export const channelResource = "nvidia.com/compute-domain-channel";
const channelDeviceClass = "compute-domain-default-channel.nvidia.com";

/**
 * A share counts GPUs, with their part of processors and memory. NICs come with GPUs, and local disk and huge pages with the host: no quota counts them, though a job
 * may request them. (Kueue admits no job with a resource that its queue neither covers nor excludes.) Topology-aware scheduling still finds hosts where they are free.
 */
const uncountedResources = ["ephemeral-storage", "hugepages-", "nvidia.com/hostdev", "nvidia.com/rdma"];

/** The counted resource of each device class. Kueue admits no job that claims a device of a class missing here. */
function deviceClassMappings(cluster: GpuClusterSpec): { readonly name: string; readonly deviceClassNames: readonly string[] }[] {
  const gpus = { name: accelerators[cluster.accelerator].deviceResource, deviceClassNames: [deviceClassName(cluster), gpuDeviceClass] };
  const channels = { name: channelResource, deviceClassNames: [channelDeviceClass] };
  return [...(cluster.kubernetes.deviceAllocation === "dra" ? [gpus] : []), ...(hasComputeDomains(cluster) ? [channels] : [])];
}

/** The configuration of Kueue's manager on a cluster. */
export function kueueConfiguration(cluster: GpuClusterSpec): KueueConfiguration {
  const mappings = deviceClassMappings(cluster);
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
    // In a tenant's namespace, nothing runs without a queue's admission.
    manageJobsWithoutQueueName: true,
    managedJobsNamespaceSelector: { matchExpressions: [{ key: tenantLabel, operator: "Exists" }] },
    integrations: { frameworks: ["batch/job", "jobset.x-k8s.io/jobset", "leaderworkerset.x-k8s.io/leaderworkerset", "pod"] },
    fairSharing: { preemptionStrategies: ["LessThanOrEqualToFinalShare", "LessThanInitialShare"] },
    resources: { excludeResourcePrefixes: uncountedResources, ...(mappings.length > 0 ? { deviceClassMappings: mappings } : {}) },
  };
}
