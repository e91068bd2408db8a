import { named } from "./named.ts";

/** Objects of a GPU cluster in the site's namespace of the management cluster. */
export const clusterNames = (cluster: string) => ({
  infrastructure: named("Metal3ClusterTemplate", cluster, `${cluster}-infrastructure`),
  controlPlane: named("KubeadmControlPlaneTemplate", `${cluster}-control-plane`),
  controlPlaneMachine: named("Metal3MachineTemplate", `${cluster}-control-plane`),
  controlPlaneData: named("Metal3DataTemplate", `${cluster}-control-plane`),
  workerBootstrap: named("KubeadmConfigTemplate", `${cluster}-worker`),
  workerMachine: named("Metal3MachineTemplate", `${cluster}-worker`),
  workerData: named("Metal3DataTemplate", `${cluster}-worker`),
  class: named("ClusterClass", cluster, `${cluster}-class`),
  inventoryContract: named("ConfigMap", `${cluster}-inventory-contract`),
  cluster: named("Cluster", cluster),
});

/** The chart of a cluster's network, which the management cluster's Flux installs, and its source. */
export const networkNames = (cluster: string) => ({
  ociRepository: named("OCIRepository", `${cluster}-network`),
  helmRepository: named("HelmRepository", `${cluster}-network`),
  release: named("HelmRelease", `${cluster}-network`),
});

/** The ConfigMap in the site's namespace that records that a cluster's layers were declared. */
export const layersMarker = (cluster: string) => named("ConfigMap", `${cluster}-layers`);

/** The Secret in the site's namespace that Cluster API writes a cluster's kubeconfig into. */
export const writtenKubeconfig = (cluster: string): string => `${cluster}-kubeconfig`;

/** The Secret in the site's namespace with which a cluster's API server encrypts Secrets: it is supplied, and never ours. */
export const encryptionSecret = (cluster: string) => ({ name: `${cluster}-encryption`, key: "encryption.yaml" }) as const;

/** The row of a scalable unit, in the inventory. Rows are named after their cluster, so that no two clusters of a site claim each other's hosts. */
export const rowOf = (cluster: string, scalableUnit: string): string => `${cluster}-${scalableUnit}`;

/** The row of a cluster's control plane. */
export const controlPlaneRowOf = (cluster: string): string => `${cluster}-control-plane`;

/** The label value of an NVLink domain that Slurm owns. In the inventory, each of the domain's hosts has it. */
export const acceleratorDomainOf = (cluster: string, nodeSet: string): string => `${cluster}-${nodeSet}`;
