/** Where a host stands in the world and in the fabric: the same key is on the host in the inventory and on the node. */
export const topologyKeys = {
  region: "topology.kubernetes.io/region",
  zone: "topology.kubernetes.io/zone",
  /** Of the fabric's tiers, the one next to the hosts. */
  fabricTier0: "topology.nks.nscale.com/fabric-tier-0",
  fabricTier1: "topology.nks.nscale.com/fabric-tier-1",
  fabricTier2: "topology.nks.nscale.com/fabric-tier-2",
  /** The hosts whose GPUs share one NVLink (AMD: XGMI) domain. */
  acceleratorDomain: "topology.nks.nscale.com/accelerator-domain",
} as const;

/** The catalogue key of the accelerator that a node has. */
export const acceleratorLabel = "nscale.com/accelerator";

/**
 * Which layer has the node, slurm or kubernetes, and its scalable unit there. Cluster API hands labels of this prefix on
 * from a machine deployment to its nodes, and changes them in place.
 */
export const layerLabel = "node.cluster.x-k8s.io/layer";
export const scalableUnitLabel = "node.cluster.x-k8s.io/scalable-unit";
