import type { OperatorName } from "./releases.ts";

/** An operator's chart: its published address, and the namespace that it is installed in. */
export interface Chart {
  readonly name: string;
  /** An OCI registry's folder, or a Helm repository over HTTPS. */
  readonly repository: `oci://${string}` | `https://${string}`;
  readonly namespace: string;
  /** The chart's version by the operator's version, if the two differ. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** The operators of a GPU cluster: its pod network, and those of its Kubernetes layer. */
export type LayerOperator = Extract<
  OperatorName,
  | "cilium"
  | "cert-manager"
  | "prometheus-operator"
  | "kueue"
  | "jobset"
  | "leaderworkerset"
  | "gpu-operator"
  | "network-operator"
  | "dra-driver-nvidia-gpu"
  | "slurm-operator"
  | "keda"
  | "envoy-gateway"
>;

const nvidia = "https://helm.ngc.nvidia.com/nvidia";

/** Charts in the order of installation: those that others depend on come first. */
export const charts: Readonly<Record<LayerOperator, Chart>> = {
  cilium: { name: "cilium", repository: "oci://quay.io/cilium/charts", namespace: "kube-system" },
  "cert-manager": { name: "cert-manager", repository: "oci://quay.io/jetstack/charts", namespace: "cert-manager" },
  "prometheus-operator": {
    name: "kube-prometheus-stack",
    repository: "oci://ghcr.io/prometheus-community/charts",
    namespace: "monitoring",
    versions: { "v0.94.1": "91.8.2" },
  },
  kueue: { name: "kueue", repository: "oci://registry.k8s.io/kueue/charts", namespace: "kueue-system" },
  jobset: { name: "jobset", repository: "oci://registry.k8s.io/jobset/charts", namespace: "jobset-system" },
  leaderworkerset: { name: "lws", repository: "oci://registry.k8s.io/lws/charts", namespace: "lws-system" },
  "gpu-operator": { name: "gpu-operator", repository: nvidia, namespace: "gpu-operator" },
  "network-operator": { name: "network-operator", repository: nvidia, namespace: "nvidia-network-operator" },
  "dra-driver-nvidia-gpu": {
    name: "dra-driver-nvidia-gpu",
    repository: "oci://registry.k8s.io/dra-driver-nvidia/charts",
    namespace: "dra-driver-nvidia-gpu",
  },
  "slurm-operator": { name: "slurm-operator", repository: "oci://ghcr.io/slinkyproject/charts", namespace: "slinky" },
  keda: { name: "keda", repository: "https://kedacore.github.io/charts", namespace: "keda" },
  "envoy-gateway": { name: "gateway-helm", repository: "oci://docker.io/envoyproxy", namespace: "envoy-gateway-system" },
};

export const layerOperators = Object.keys(charts) as readonly LayerOperator[];

/** The chart's version for an operator's version: the same, unless the chart lists another. */
export const chartVersion = (operator: LayerOperator, version: string): string => charts[operator].versions?.[version] ?? version;
