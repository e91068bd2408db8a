import { assumed, stated } from "../lib/fact.ts";
import type { Fact } from "../lib/fact.ts";
import type { HostArchitecture } from "./accelerators.ts";

/** A disk image for hosts to boot, and the SHA-256 of its content in hexadecimal. */
export interface NodeImage {
  readonly url: Fact<string>;
  readonly sha256: Fact<string>;
}

/** Releases of the operators, each as its publisher's chart or tag writes it. The kubeadm providers have Cluster API's release. */
const operators = {
  "cert-manager": "v1.21.2",
  cilium: "1.20.2",
  "cluster-api": "v1.14.2",
  "cluster-api-provider-metal3": "1.13.2",
  "dra-driver-nvidia-gpu": "0.4.0",
  "envoy-gateway": "v1.9.1",
  "gpu-operator": "v26.7.0",
  "inference-extension": "1.5.0",
  jobset: "0.12.0",
  keda: "2.21.0",
  kueue: "0.19.2",
  leaderworkerset: "0.10.0",
  "network-operator": "26.4.1",
  "prometheus-operator": "v0.94.1",
  "slurm-operator": "1.2.1",
} as const;

export type OperatorName = keyof typeof operators;

/** The `apiVersion` of each group of kinds that the operators above serve. */
const apiVersions = {
  certificates: "cert-manager.io/v1",
  cluster: "cluster.x-k8s.io/v1beta2",
  computeDomain: "resource.nvidia.com/v1beta1",
  envoyGateway: "gateway.envoyproxy.io/v1alpha1",
  gateway: "gateway.networking.k8s.io/v1",
  gpuClusterPolicy: "nvidia.com/v1",
  gpuDriver: "nvidia.com/v1alpha1",
  inferencePool: "inference.networking.k8s.io/v1",
  jobSet: "jobset.x-k8s.io/v1alpha2",
  kubeadmBootstrap: "bootstrap.cluster.x-k8s.io/v1beta2",
  kubeadmControlPlane: "controlplane.cluster.x-k8s.io/v1beta2",
  kueue: "kueue.x-k8s.io/v1beta2",
  leaderWorkerSet: "leaderworkerset.x-k8s.io/v1",
  metal3: "infrastructure.cluster.x-k8s.io/v1beta2",
  monitoring: "monitoring.coreos.com/v1",
  nicPolicy: "mellanox.com/v1alpha1",
  scaledObject: "keda.sh/v1alpha1",
  slurm: "slinky.slurm.net/v1beta1",
} as const;

export type KindGroup = keyof typeof apiVersions;

export type ReleaseName = "2026.08" | "2026.10" | "2026.11" | "2026.12";

/** The withdrawal of a release set: its date, its reason and the set to take instead. */
export interface Withdrawal {
  readonly on: Fact<string>;
  readonly reason: string;
  readonly instead: ReleaseName;
}

/** Versions that were chosen to run together. A cluster, or one scalable unit of it, moves from one set to another. */
export interface Release {
  /** Present if no stack may have the set from some date on. */
  readonly withdrawn?: Withdrawal;
  readonly kubernetes: string;
  readonly nodeImages: Readonly<Record<HostArchitecture, NodeImage>>;
  readonly operators: Readonly<Record<OperatorName, string>>;
  readonly crdVersions: Readonly<Record<KindGroup, string>>;
}

function nodeImages(release: string, sha256: Readonly<Record<HostArchitecture, string>>): Release["nodeImages"] {
  const image = (architecture: HostArchitecture): NodeImage => ({
    url: assumed(`https://images.nscale.example/gpu-node/${release}/${architecture}.qcow2`, "placeholder: no image host is public"),
    sha256: assumed(sha256[architecture], "placeholder: the digest of the URL, until an image is published there"),
  });
  return { amd64: image("amd64"), arm64: image("arm64") };
}

const sets = {
  "2026.08": {
    withdrawn: {
      on: stated("2026-10-27", "Kubernetes, patch releases: the end of life of 1.34"),
      reason: "Kubernetes 1.34 gets no more security fixes",
      instead: "2026.11",
    },
    kubernetes: "v1.34.9",
    nodeImages: nodeImages("2026.08", {
      amd64: "b76533e0847c6013f1bc0ad5f39253435044b0cbd204de2db29309287b1383bb",
      arm64: "c0b1a8215f28c4defa8532a67506d391e8d06cff360d1eaccbc15f5d72e7035b",
    }),
    operators,
    crdVersions: apiVersions,
  },
  "2026.10": {
    kubernetes: "v1.35.3",
    nodeImages: nodeImages("2026.10", {
      amd64: "062fbe8e055c1ed268204661ce2b491d92007cf7c50f2210b246ac7558c36a18",
      arm64: "2eaa9419152e3d374d9ae6c831e8181979d0f8986da568a2f4e13607642aadd2",
    }),
    operators,
    crdVersions: apiVersions,
  },
  "2026.11": {
    kubernetes: "v1.35.10",
    nodeImages: nodeImages("2026.11", {
      amd64: "7f80115753ca7a723a1d22e1e6ce10cfadefba97949132eb85b0b72ecbaa8604",
      arm64: "9639eb18853f779cfcca9e0af366b03b32b082d333020bacb98bbd0f1b0952df",
    }),
    operators,
    crdVersions: apiVersions,
  },
  "2026.12": {
    kubernetes: "v1.36.3",
    nodeImages: nodeImages("2026.12", {
      amd64: "0adabe835cb2ebe8d7a097ed862030cf7b35aba707e0ccbd8471b44de549d07f",
      arm64: "97da19fc8360ddcef7d360473aaf1c1e210df4b87c683d0152e0ebe9a893d9ac",
    }),
    operators,
    crdVersions: apiVersions,
  },
} satisfies Readonly<Record<ReleaseName, Release>>;

/** The release sets, by year and month. */
export const releases: Readonly<Record<ReleaseName, Release>> = sets;

export const releaseNames = Object.keys(sets) as readonly ReleaseName[];
