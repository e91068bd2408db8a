/** Location of a host in the world and in the fabric, by the same keys on the host in the inventory and on the node. */
export const topologyKeys = {
  region: "topology.kubernetes.io/region",
  zone: "topology.kubernetes.io/zone",
  /** The tier of the fabric that is next to the hosts. */
  fabricTier0: "topology.nks.nscale.com/fabric-tier-0",
  fabricTier1: "topology.nks.nscale.com/fabric-tier-1",
  fabricTier2: "topology.nks.nscale.com/fabric-tier-2",
  /** The hosts whose GPUs share one NVLink (AMD: XGMI) domain. */
  acceleratorDomain: "topology.nks.nscale.com/accelerator-domain",
} as const;

/** The catalogue key of the node's accelerator. */
export const acceleratorLabel = "nscale.com/accelerator";

/**
 * The layer that owns the node, slurm or kubernetes, and the node's scalable unit. Cluster API copies labels with this prefix
 * from a machine deployment to its nodes, and changes them in place.
 */
export const layerLabel = "node.cluster.x-k8s.io/layer";
export const scalableUnitLabel = "node.cluster.x-k8s.io/scalable-unit";
