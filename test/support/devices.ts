import type { ClusterAccess } from "../rigs/cluster/rest.ts";
import { strictApply, type ServerObject } from "./cluster.ts";
import type { PlannedNode } from "./nodes.ts";

const apiVersion = "resource.k8s.io/v1";

const channelClass = "compute-domain-default-channel.nvidia.com";

/** A host's devices, as a driver on it would publish them. */
const slice = (driver: string, node: string, devices: readonly object[]): ServerObject => ({
  apiVersion,
  kind: "ResourceSlice",
  metadata: { name: `${node}-${driver}` },
  spec: { driver, nodeName: node, pool: { name: node, generation: 1, resourceSliceCount: 1 }, devices },
});

const typed = (name: string, type: string) => ({ name, attributes: { type: { string: type } } });

/** Publishes the GPUs of nodes, as NVIDIA's driver does. */
export async function publishGpus(cluster: ClusterAccess, nodes: readonly PlannedNode[]): Promise<void> {
  for (const { name, gpus } of nodes) {
    const devices = Array.from({ length: gpus }, (_, index) => typed(`gpu-${index}`, "gpu"));
    await strictApply(cluster, slice("gpu.nvidia.com", name, devices));
  }
}

/** Publishes each node's channel into its NVLink domain, and the class by which pods claim one, as the driver of compute domains does. */
export async function publishChannels(cluster: ClusterAccess, nodes: readonly PlannedNode[]): Promise<void> {
  const expression = 'device.driver == "compute-domain.nvidia.com"';
  await strictApply(cluster, {
    apiVersion,
    kind: "DeviceClass",
    metadata: { name: channelClass },
    spec: { selectors: [{ cel: { expression } }] },
  });
  for (const { name } of nodes) await strictApply(cluster, slice("compute-domain.nvidia.com", name, [typed("channel-0", "channel")]));
}

/** Template of a pod's claim on one device of a class. */
export const claimTemplate = (namespace: string, name: string, deviceClassName: string): ServerObject => ({
  apiVersion,
  kind: "ResourceClaimTemplate",
  metadata: { name, namespace },
  spec: { spec: { devices: { requests: [{ name: "device", exactly: { deviceClassName } }] } } },
});

/** Template that the driver leaves beside a ComputeDomain: a claim on the host's channel. */
export const channelTemplate = (namespace: string, name = "channel"): ServerObject => claimTemplate(namespace, name, channelClass);
