import type { LayerOperator } from "./charts.ts";

const inGroup = (group: string, ...plurals: readonly string[]) => plurals.map((plural) => `${plural}.${group}`);

/** The CRDs of each operator's chart whose objects the layers declare. */
export const operatorCrds: Readonly<Record<LayerOperator, readonly string[]>> = {
  cilium: [],
  "cert-manager": [],
  "prometheus-operator": inGroup("monitoring.coreos.com", "podmonitors", "prometheusrules", "servicemonitors"),
  kueue: inGroup(
    "kueue.x-k8s.io",
    "admissionchecks",
    "clusterqueues",
    "localqueues",
    "multikueueclusters",
    "multikueueconfigs",
    "resourceflavors",
    "topologies",
    "workloadpriorityclasses",
  ),
  jobset: [],
  leaderworkerset: inGroup("leaderworkerset.x-k8s.io", "leaderworkersets"),
  "gpu-operator": inGroup("nvidia.com", "clusterpolicies", "gpuclusters"),
  "network-operator": inGroup("mellanox.com", "hostdevicenetworks", "nicclusterpolicies", "nicnodepolicies"),
  "dra-driver-nvidia-gpu": inGroup("resource.nvidia.com", "computedomains"),
  "slurm-operator": inGroup("slinky.slurm.net", "accountings", "controllers", "loginsets", "nodesets", "restapis", "tokens"),
  keda: inGroup("keda.sh", "scaledobjects"),
  "envoy-gateway": [
    ...inGroup("gateway.networking.k8s.io", "gatewayclasses", "gateways", "httproutes"),
    ...inGroup(
      "gateway.envoyproxy.io",
      "backends",
      "backendtrafficpolicies",
      "clienttrafficpolicies",
      "envoyextensionpolicies",
      "envoypatchpolicies",
      "envoyproxies",
      "httproutefilters",
      "securitypolicies",
    ),
  ],
};
