import { accelerators } from "../catalog/accelerators.ts";
import { chartValues } from "./chart-values/index.ts";
import { charts, chartVersion, layerOperators, type Chart, type LayerOperator } from "../catalog/charts.ts";
import { operatorCrds } from "../catalog/operator-kinds.ts";
import { releases, type KindGroup } from "../catalog/releases.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { mirrored, registryOf } from "../site/registry.ts";
import type { SiteSpec } from "../schema/site.ts";
import type { StackSpec } from "../schema/stack.ts";
import type { KindsPlan, OperatorPlan } from "../targets/operators/plan.ts";
import { hasComputeDomains } from "../kubernetes/plan/devices.ts";

const serves: Readonly<Record<LayerOperator, readonly KindGroup[]>> = {
  cilium: [],
  "cert-manager": ["certificates"],
  "prometheus-operator": ["monitoring"],
  kueue: ["kueue"],
  jobset: ["jobSet"],
  leaderworkerset: ["leaderWorkerSet"],
  "gpu-operator": ["gpuClusterPolicy"],
  "network-operator": ["nicPolicy"],
  "dra-driver-nvidia-gpu": ["computeDomain"],
  "slurm-operator": ["slurm"],
  keda: ["scaledObject"],
  "envoy-gateway": ["gateway", "envoyGateway"],
};

const needs: Partial<Readonly<Record<LayerOperator, readonly LayerOperator[]>>> = {
  kueue: ["prometheus-operator"],
  "slurm-operator": ["cert-manager", "prometheus-operator"],
  "network-operator": ["gpu-operator"],
};

const aggregatedRoles: Partial<Readonly<Record<LayerOperator, readonly string[]>>> = {
  kueue: ["kueue-batch-admin-role", "kueue-batch-user-role"],
};

/** Whether the endpoints of a stack run on a cluster: they stand with their gateway. */
export const servesModels = (clusterName: string, { inference }: Pick<StackSpec, "inference">): boolean =>
  inference?.gateway.cluster === clusterName;

/** True if a cluster has the operator. If GPUs are allocated by claim, the GPU operator itself brings the driver of NVLink domains. */
function has(operator: LayerOperator, cluster: GpuClusterSpec, isServing: boolean): boolean {
  const isNvidia = accelerators[cluster.accelerator].vendor === "nvidia";
  if (operator === "cilium") return cluster.network.cni.kind === "cilium";
  if (operator === "gpu-operator" || operator === "network-operator") return isNvidia;
  if (operator === "slurm-operator") return cluster.slurm !== undefined;
  if (operator === "keda" || operator === "envoy-gateway") return isServing;
  if (operator === "dra-driver-nvidia-gpu") {
    return isNvidia && hasComputeDomains(cluster) && cluster.kubernetes.deviceAllocation === "device-plugin";
  }
  return true;
}

/** A chart at the address that the site's clusters use: in the site's registry, which is an OCI one, or else where it is published. */
function inRegistry(chart: Chart, registry: string | undefined): Chart {
  if (registry === undefined) return chart;
  return { ...chart, repository: `oci://${mirrored(registry, chart.repository.replace(/^[a-z]+:\/\//, ""))}` };
}

/** The operators of a cluster at its release, in the order of installation. */
export function planOperators(name: string, cluster: GpuClusterSpec, site: SiteSpec, isServing: boolean): OperatorPlan[] {
  const { operators, crdVersions } = releases[cluster.release];
  const registry = registryOf(site);
  const ours = layerOperators.filter((operator) => has(operator, cluster, isServing));
  // Without a network, no pod of the others starts.
  const network = ours.filter((operator) => operator === "cilium");
  return ours.map((operator) => ({
    operator,
    chart: inRegistry(charts[operator], registry),
    version: chartVersion(operator, operators[operator]),
    values: chartValues[operator](cluster, registry, { name, site }),
    needs: operator === "cilium" ? [] : [...network, ...(needs[operator] ?? [])],
    aggregatedRoles: aggregatedRoles[operator] ?? [],
    serves: serves[operator].map((group) => crdVersions[group]),
    crds: operatorCrds[operator],
  }));
}

/** Kinds that no chart brings to a cluster: the inference pools, if it serves models. */
export function planKinds({ release }: GpuClusterSpec, isServing: boolean): KindsPlan[] {
  const { operators, crdVersions } = releases[release];
  if (!isServing) return [];
  const downloads = "https://github.com/kubernetes-sigs/gateway-api-inference-extension/releases/download";
  return [
    {
      serves: [crdVersions.inferencePool],
      command: `kubectl apply -f ${downloads}/v${operators["inference-extension"]}/v1-manifests.yaml`,
    },
  ];
}
