import { join } from "node:path";

/** A release whose CRDs no registry has: its schemas lie beside this file, reduced to facts. */
export interface ReducedRelease {
  /** The folder below schemas/, and of the published CRDs. */
  readonly folder: string;
  readonly project: string;
  readonly version: string;
  /** SPDX identifier. */
  readonly licence: string;
  /** The version of each kind that stacks render, by the CRD's file name without .yaml: GROUP_PLURAL. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** The reduced CRDs: a folder a release. */
export const reducedRoot = join(import.meta.dirname, "schemas");

export const reducedReleases: readonly ReducedRelease[] = [
  {
    folder: "cluster-api-provider-metal3-v1.13.2",
    project: "Metal3's Cluster API provider",
    version: "1.13.2",
    licence: "Apache-2.0",
    kinds: {
      "infrastructure.cluster.x-k8s.io_metal3clustertemplates": "v1beta2",
      "infrastructure.cluster.x-k8s.io_metal3datatemplates": "v1beta2",
      "infrastructure.cluster.x-k8s.io_metal3machinetemplates": "v1beta2",
    },
  },
  {
    folder: "gpu-operator-v26.7.0",
    project: "NVIDIA GPU Operator",
    version: "26.7.0",
    licence: "Apache-2.0",
    kinds: {
      "nvidia.com_clusterpolicies": "v1",
      "nvidia.com_gpuclusters": "v1alpha1",
      "resource.nvidia.com_computedomains": "v1beta1",
    },
  },
  {
    folder: "network-operator-v26.4.1",
    project: "NVIDIA Network Operator",
    version: "26.4.1",
    licence: "Apache-2.0",
    kinds: {
      "mellanox.com_hostdevicenetworks": "v1alpha1",
      "mellanox.com_nicclusterpolicies": "v1alpha1",
      "mellanox.com_nicnodepolicies": "v1alpha1",
    },
  },
  {
    folder: "slurm-operator-v1.2.1",
    project: "Slinky's slurm-operator",
    version: "1.2.1",
    licence: "Apache-2.0",
    kinds: {
      "slinky.slurm.net_accountings": "v1beta1",
      "slinky.slurm.net_controllers": "v1beta1",
      "slinky.slurm.net_loginsets": "v1beta1",
      "slinky.slurm.net_nodesets": "v1beta1",
      "slinky.slurm.net_restapis": "v1beta1",
      "slinky.slurm.net_tokens": "v1beta1",
    },
  },
];
