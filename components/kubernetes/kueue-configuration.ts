import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { tenantLabel } from "../lib/names.ts";
import { deviceClassName, hasMultiHostDomains } from "./plan/devices.ts";

/** What Kueue's manager reads as it starts; the chart's values carry it. */
export interface KueueConfiguration {
  readonly apiVersion: "config.kueue.x-k8s.io/v1beta2";
  readonly kind: "Configuration";
  readonly [field: string]: unknown;
}

/** The class that NVIDIA's driver defines for its GPUs; the cluster's own class has the same devices. */
export const gpuDeviceClass = "gpu.nvidia.com";

/** What a quota calls a host's channel into an NVLink domain, and the class by which NVIDIA's driver hands it out. */
export const channelResource = "nvidia.com/compute-domain-channel";
const channelDeviceClass = "compute-domain-default-channel.nvidia.com";

/**
 * A share is of GPUs. Processors, memory and the like belong to the GPU's host, and NICs to its GPUs: no quota counts them, and a job may ask for them.
 * (Kueue admits no job that asks for a resource which its queue neither covers nor leaves out.) Topology-aware scheduling still finds hosts that have them free.
 */
const uncountedResources = ["cpu", "memory", "ephemeral-storage", "hugepages-", "nvidia.com/hostdev", "nvidia.com/rdma"];

/** What claims count as. Kueue admits no job that claims a device of a class which does not stand here. */
function deviceClassMappings(cluster: GpuClusterSpec): { readonly name: string; readonly deviceClassNames: readonly string[] }[] {
  const gpus = { name: accelerators[cluster.accelerator].deviceResource, deviceClassNames: [deviceClassName(cluster), gpuDeviceClass] };
  const channels = { name: channelResource, deviceClassNames: [channelDeviceClass] };
  return [...(cluster.kubernetes.deviceAllocation === "dra" ? [gpus] : []), ...(hasMultiHostDomains(cluster) ? [channels] : [])];
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
    // In a tenant's namespace nothing runs that no queue has let in.
    manageJobsWithoutQueueName: true,
    managedJobsNamespaceSelector: { matchExpressions: [{ key: tenantLabel, operator: "Exists" }] },
    integrations: { frameworks: ["batch/job", "jobset.x-k8s.io/jobset", "leaderworkerset.x-k8s.io/leaderworkerset", "pod"] },
    fairSharing: { preemptionStrategies: ["LessThanOrEqualToFinalShare", "LessThanInitialShare"] },
    resources: { excludeResourcePrefixes: uncountedResources, ...(mappings.length > 0 ? { deviceClassMappings: mappings } : {}) },
  };
}
