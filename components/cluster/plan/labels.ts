import { jurisdictions } from "../../catalog/jurisdictions.ts";
import type { NodeRegistration } from "../../crd/kubeadm.ts";
import { acceleratorLabel, topologyKeys } from "../../lib/topology-keys.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { ClusterSite } from "./site.ts";

/** Labels in the inventory by which a machine selects its host. */
export const hostLabels = {
  role: "nscale.com/role",
  hall: "nscale.com/hall",
  row: "nscale.com/row",
  rack: "nscale.com/rack",
} as const;

/** The labels of a cluster's GPU nodes. */
export interface NodeLabels {
  /** Labels with the same value on every GPU node of the cluster. */
  readonly fixed: Readonly<Record<string, string>>;
  /** Keys of labels whose value differs from host to host. */
  readonly perHost: readonly string[];
}

export function nodeLabelsOf(spec: GpuClusterSpec, site: ClusterSite): NodeLabels {
  const { region, zone, ...perHost } = topologyKeys;
  return {
    fixed: {
      [acceleratorLabel]: spec.accelerator,
      [region]: jurisdictions[site.spec.location.jurisdiction].region,
      [zone]: site.key,
    },
    perHost: Object.values(perHost),
  };
}

/** The key of a label's value in cloud-init, whose templates allow no dots, dashes and slashes. */
const metaDataKey = (label: string) => label.replaceAll(/[^a-z0-9]/g, "_");

const metaData = (key: string) => `{{ ds.meta_data.${key} }}`;

/** Entries of a Metal3DataTemplate that pass a host's topology labels to cloud-init. */
export const topologyMetaData = Object.values(topologyKeys).map(
  (label) => ({ key: metaDataKey(label), object: "baremetalhost", label }) as const,
);

/** The label by which Metal3 finds a machine's node; its value is the BareMetalHost's uid. */
export const controlPlaneNodeLabels = `metal3.io/uuid=${metaData("uuid")}`;

/** The kubelet's `--node-labels` on GPU hosts. Cluster API itself copies only labels with certain prefixes to nodes. */
export function gpuNodeLabels(spec: GpuClusterSpec): string {
  return [
    controlPlaneNodeLabels,
    `${acceleratorLabel}=${spec.accelerator}`,
    ...topologyMetaData.map(({ label, key }) => `${label}=${metaData(key)}`),
  ].join(",");
}

/** A node has its host's name, so that an alert about a node leads to a rack. */
const nodeName = metaData("name");

/** The registration of a host as a node, with the kubelet's `--node-labels`. */
export const nodeRegistration = (nodeLabels: string): NodeRegistration => ({
  name: nodeName,
  kubeletExtraArgs: [{ name: "node-labels", value: nodeLabels }],
});
