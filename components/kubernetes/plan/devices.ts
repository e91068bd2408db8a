import { accelerators, type AcceleratorName } from "../../catalog/accelerators.ts";
import { dcgmCountersName } from "../../catalog/dcgm.ts";
import { gpuOperands, type OperandImage } from "../../catalog/operands.ts";
import { hostsAtOnce } from "../../capacity/roll.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { DeviceClassSpec, ResourceClaimTemplateSpec } from "../../crd/device.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { ClusterPolicySpec, GpuClusterSpec as GpuClusterResourceSpec } from "../../crd/gpu-operator.ts";
import { tenantLabel, tenantNamespace } from "../../lib/names.ts";
import { mirrored, registryOf } from "../../site/registry.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { planAmd, type AmdPlan } from "./amd.ts";

/** Allocation of GPUs to pods: one of the GPU operator's two kinds, never both; or AMD's device plugin. */
export type DevicePlan =
  | { readonly mode: "amd"; readonly amd: AmdPlan }
  | { readonly mode: "device-plugin"; readonly clusterPolicy: Manifest<ClusterPolicySpec> }
  | {
      readonly mode: "dra";
      readonly gpuCluster: Manifest<GpuClusterResourceSpec>;
      readonly deviceClass: Manifest<DeviceClassSpec>;
    };

/** True if an NVLink domain spans several hosts, as 72 GPUs in one domain do: their memory is shared by way of NVIDIA's ComputeDomains. */
export const hasComputeDomains = ({ accelerator }: GpuClusterSpec): boolean => {
  const { vendor, scaleUpDomainGpus, unit } = accelerators[accelerator];
  return vendor === "nvidia" && scaleUpDomainGpus > unit.gpusPerHost;
};

/** The device class of a cluster's GPUs. Claims that name it get whole GPUs. */
export const deviceClassName = ({ accelerator }: GpuClusterSpec): string => `${accelerator}.nscale.com`;

const daemonsetsOf = (cluster: GpuClusterSpec) =>
  ({
    priorityClassName: "system-node-critical",
    updateStrategy: "RollingUpdate",
    rollingUpdate: { maxUnavailable: hostsAtOnce(cluster) },
  }) as const;

// Our own PodMonitor reads it, and also names everything else that is read.
const serviceMonitor = { enabled: false } as const;
const on = { enabled: true } as const;

// As upstream: the exporter has an engine of its own. One that answers on port 5555 runs as root, sets power limits and asks nobody who he is.
const hostEngine = { enabled: false } as const;

type Images = Readonly<Record<keyof typeof gpuOperands, OperandImage>>;

const exporter = (accelerator: AcceleratorName, image: OperandImage) => ({
  ...on,
  ...image,
  serviceMonitor,
  config: { name: dcgmCountersName(accelerator) },
});

const clusterPolicy = (
  cluster: GpuClusterSpec,
  { toolkit, devicePlugin, dcgmExporter, validator }: Images,
): Manifest<ClusterPolicySpec> => ({
  metadata: { name: "cluster-policy" },
  spec: {
    operator: { runtimeClass: "nvidia" },
    daemonsets: daemonsetsOf(cluster),
    driver: { enabled: false },
    toolkit: { ...on, ...toolkit },
    devicePlugin: { ...on, ...devicePlugin },
    gfd: { ...on, ...devicePlugin },
    dcgm: hostEngine,
    dcgmExporter: exporter(cluster.accelerator, dcgmExporter),
    nodeStatusExporter: { enabled: false },
    migManager: { enabled: false },
    mig: { strategy: "none" },
    validator,
    cdi: { enabled: true },
  },
});

const gpuCluster = (cluster: GpuClusterSpec, { draDriver, dcgmExporter }: Images): Manifest<GpuClusterResourceSpec> => ({
  metadata: { name: "gpu-cluster" },
  spec: {
    draDriver: { ...draDriver, computeDomains: { enabled: hasComputeDomains(cluster) } },
    daemonsets: daemonsetsOf(cluster),
    dcgm: hostEngine,
    dcgmExporter: exporter(cluster.accelerator, dcgmExporter),
  },
});

export function planDevices(cluster: GpuClusterSpec, site: Pick<SiteSpec, "egress" | "location">): DevicePlan {
  if (accelerators[cluster.accelerator].vendor === "amd") return { mode: "amd", amd: planAmd(cluster, site) };
  const registry = registryOf(site);
  const images = Object.fromEntries(
    Object.entries(gpuOperands).map(([name, { value }]) => [name, { ...value, repository: mirrored(registry, value.repository) }]),
  ) as Images;
  if (cluster.kubernetes.deviceAllocation === "dra") {
    return {
      mode: "dra",
      gpuCluster: gpuCluster(cluster, images),
      deviceClass: {
        metadata: { name: deviceClassName(cluster) },
        spec: {
          selectors: [{ cel: { expression: `device.driver == "gpu.nvidia.com" && device.attributes["gpu.nvidia.com"].type == "gpu"` } }],
        },
      },
    };
  }
  return { mode: "device-plugin", clusterPolicy: clusterPolicy(cluster, images) };
}

/** A claim for all GPUs of a host. */
export const hostClaimSpec = (cluster: GpuClusterSpec): ResourceClaimTemplateSpec => ({
  spec: {
    devices: {
      requests: [
        {
          name: "gpus",
          exactly: {
            deviceClassName: deviceClassName(cluster),
            allocationMode: "ExactCount",
            count: accelerators[cluster.accelerator].unit.gpusPerHost,
          },
        },
      ],
    },
  },
});

/** The claim template in a tenant's namespace for all GPUs of a pod's host. */
export const planHostClaim = (tenant: string, cluster: GpuClusterSpec): Manifest<ResourceClaimTemplateSpec> => ({
  metadata: { name: "whole-host", namespace: tenantNamespace(tenant), labels: { [tenantLabel]: tenant } },
  spec: hostClaimSpec(cluster),
});
