import { stringify } from "yaml";
import type { LayerOperator } from "../../catalog/charts.ts";
import { releases } from "../../catalog/releases.ts";
import { redis } from "../../inference/gateway/names.ts";
import { kueueConfiguration } from "../../kubernetes/kueue-configuration.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { mirrored } from "../../site/registry.ts";
import { ciliumValues } from "./cilium.ts";

const nothing = {} as const;

/** The values of each chart. Objects of an operator's own kinds belong to the layer, not to its chart. */
export const chartValues: Readonly<Record<LayerOperator, (cluster: GpuClusterSpec, registry: string | undefined) => object>> = {
  cilium: ciliumValues,
  "cert-manager": () => ({ crds: { enabled: true } }),
  "prometheus-operator": () => ({
    grafana: { enabled: false },
    // Every monitor and rule of the cluster, from any chart.
    prometheus: {
      prometheusSpec: {
        serviceMonitorSelectorNilUsesHelmValues: false,
        podMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
      },
    },
  }),
  kueue: (cluster, registry) => ({
    enablePrometheus: true,
    metrics: { prometheusNamespace: monitoringNamespace },
    controllerManager: {
      replicas: 1,
      manager: {
        priorityClassName: "system-cluster-critical",
        image: {
          repository: mirrored(registry, "registry.k8s.io/kueue/kueue"),
          tag: `v${releases[cluster.release].operators.kueue}`,
          pullPolicy: "IfNotPresent",
        },
        // Kueue's manager keeps every node and workload in memory.
        resources: { requests: { cpu: "2", memory: "4Gi" }, limits: { cpu: "8", memory: "16Gi" } },
      },
    },
    managerConfig: { controllerManagerConfigYaml: stringify(kueueConfiguration(cluster)) },
  }),
  jobset: () => nothing,
  leaderworkerset: () => nothing,
  "gpu-operator": () => ({
    clusterPolicy: { deployCR: false },
    gpuCluster: { deployCR: false },
    driver: { enabled: false },
    operator: { priorityClassName: "system-cluster-critical" },
  }),
  "network-operator": () => ({ nfd: { enabled: false } }),
  "dra-driver-nvidia-gpu": () => ({ resources: { gpus: { enabled: false }, computeDomains: { enabled: true } } }),
  "slurm-operator": (_, registry) => {
    const image = (name: string) => ({ image: { repository: mirrored(registry, `ghcr.io/slinkyproject/${name}`) } });
    return { crds: { enabled: true }, operator: image("slurm-operator"), webhook: image("slurm-operator-webhook") };
  },
  keda: (_, registry) => (registry === undefined ? nothing : { global: { image: { registry: mirrored(registry, "ghcr.io") } } }),
  "envoy-gateway": (_, registry) => ({
    config: {
      envoyGateway: {
        extensionApis: { enableEnvoyPatchPolicy: true, enableBackend: true },
        rateLimit: { backend: { type: "Redis", redis: { url: redis.address } } },
      },
    },
    ...(registry === undefined ? nothing : { global: { imageRegistry: mirrored(registry, "docker.io") } }),
  }),
};
