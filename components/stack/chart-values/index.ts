import { stringify } from "yaml";
import { hostsAtOnce } from "../../capacity/roll.ts";
import type { LayerOperator } from "../../catalog/charts.ts";
import { releases } from "../../catalog/releases.ts";
import { redis } from "../../inference/gateway/names.ts";
import { kueueConfiguration } from "../../kubernetes/kueue-configuration.ts";
import { monitoringNamespace } from "../../kubernetes/plan/monitoring.ts";
import { prometheusValues } from "../../kubernetes/prometheus.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { mirrored } from "../../site/registry.ts";
import { ciliumValues } from "./cilium.ts";

const nothing = {} as const;

/** A cluster's name, and the site around it. */
interface Place {
  readonly name: string;
  readonly site: SiteSpec;
}

type Values = (cluster: GpuClusterSpec, registry: string | undefined, place: Place) => object;

/** The values of each chart. Objects of an operator's own kinds belong to the layer, not to its chart. */
export const chartValues: Readonly<Record<LayerOperator, Values>> = {
  cilium: ciliumValues,
  "cert-manager": () => ({ crds: { enabled: true } }),
  "prometheus-operator": (cluster, _, { name, site }) => ({
    ...prometheusValues(name, cluster, site),
    "prometheus-node-exporter": { updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: hostsAtOnce(cluster) } } },
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
