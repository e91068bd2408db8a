import { accelerators } from "../../catalog/accelerators.ts";
import { nicOperand } from "../../catalog/operands.ts";
import { releases } from "../../catalog/releases.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { HostDeviceNetworkSpec, NicClusterPolicySpec, NicNodePolicySpec } from "../../crd/network-operator.ts";
import { mirrored } from "../../site/registry.ts";
import { acceleratorLabel } from "../../lib/topology-keys.ts";

/** The network between hosts for pods: their host's own NICs, with one network per plane of the fabric. */
export interface NicPlan {
  readonly clusterPolicy: Manifest<NicClusterPolicySpec>;
  readonly nodePolicy: Manifest<NicNodePolicySpec>;
  /** Networks by the name in a pod's annotation `k8s.v1.cni.cncf.io/networks`. */
  readonly networks: Readonly<Record<string, Manifest<HostDeviceNetworkSpec>>>;
}

interface Plane {
  /** Name of the network and, after `nvidia.com/`, of the resource that counts its NICs. */
  readonly name: string;
  readonly selectors: Readonly<Record<string, readonly string[] | boolean>>;
  readonly ipam?: string;
}

/** NVIDIA's PCI vendor id. */
const vendors = ["15b3"] as const;

/** InfiniBand addresses its own ports. In a RoCE fabric, the node image names a NIC's port after its plane, and the fabric's operator keeps an address pool per plane. */
function planesOf({ accelerator, fabric }: GpuClusterSpec): Plane[] {
  if (fabric.kind === "infiniband") {
    return [{ name: "hostdev", selectors: { vendors, isRdma: true, linkTypes: ["infiniband"] } }];
  }
  const nics = accelerators[accelerator].fabric.nicsPerHost.value;
  return Array.from({ length: fabric.planes.value }, (_, index) => {
    const plane = index + 1;
    return {
      name: `hostdev-plane-${plane}`,
      selectors: { vendors, isRdma: true, pfNames: Array.from({ length: nics }, (__, nic) => `nic${nic}p${plane}`) },
      ipam: JSON.stringify({ type: "nv-ipam", poolName: `plane-${plane}`, poolType: "cidrpool" }),
    };
  });
}

/** The objects of the network operator, with images of the site's registry if it has one. Undefined for AMD's hosts, whose NICs the operator does not support. */
export function planNics(cluster: GpuClusterSpec, registry: string | undefined): NicPlan | undefined {
  if (accelerators[cluster.accelerator].vendor !== "nvidia") return undefined;
  const version = releases[cluster.release].operators["network-operator"];
  const image = (name: string) => {
    const operand = nicOperand(name, version);
    return { ...operand, repository: mirrored(registry, operand.repository) };
  };
  const planes = planesOf(cluster);
  const resourceList = planes.map(({ name, selectors }) => ({ resourcePrefix: "nvidia.com", resourceName: name, selectors }));
  return {
    clusterPolicy: {
      metadata: { name: "nic-cluster-policy" },
      spec: {
        nvIpam: { ...image("nvidia-k8s-ipam"), enableWebhook: false },
        secondaryNetwork: { cniPlugins: image("plugins"), multus: image("multus-cni") },
      },
    },
    // A component may be in only one of the two policies.
    nodePolicy: {
      metadata: { name: "gpu-hosts" },
      spec: {
        nodeSelector: { [acceleratorLabel]: cluster.accelerator },
        sriovDevicePlugin: { ...image("sriov-network-device-plugin"), config: JSON.stringify({ resourceList }) },
      },
    },
    networks: Object.fromEntries(
      planes.map(({ name, ipam }) => [
        name,
        {
          metadata: { name },
          spec: { networkNamespace: "default", resourceName: name, ...(ipam === undefined ? {} : { ipam }) },
        },
      ]),
    ),
  };
}
