import type { types } from "@pulumi/kubernetes";
import { accelerators, type AcceleratorName } from "../../catalog/accelerators.ts";
import { charts } from "../../catalog/charts.ts";
import { dcgmCountersFile, dcgmCountersName } from "../../catalog/dcgm.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { PodMonitorSpec, PrometheusRuleSpec } from "../../crd/monitoring.ts";
import { referenced } from "../../lib/referenced.ts";
import { gpusUpTo, stepsOf } from "../../capacity/growth.ts";
import { loadOf, megawatts } from "../../capacity/power.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { coverageRules } from "../alerts/coverage.ts";
import { gpuRules } from "../alerts/gpus.ts";
import { powerRules, type PowerLimits } from "../alerts/power.ts";
import { queueRules } from "../alerts/queues.ts";

/** Namespace of Prometheus, and of the objects that configure it. */
export const monitoringNamespace = "monitoring";

/** The ConfigMap with the fields that DCGM's exporters read. */
type CountersManifest = types.input.core.v1.ConfigMap & { readonly metadata: { readonly name: string; readonly namespace: string } };

export interface MonitoringPlan {
  readonly namespace: types.input.core.v1.Namespace;
  /** The metrics of NVIDIA's GPUs: which ones there are, and who reads them. */
  readonly gpus?: { readonly counters: CountersManifest; readonly dcgm: Manifest<PodMonitorSpec> };
  readonly rules: Manifest<PrometheusRuleSpec>;
}

/** Power budget of a cluster at the meter, MW: its phase's capacity, less the planned draw of the other clusters up to that phase. */
export function powerBudgetMegawatts(name: string, { site, clusters }: Pick<StackSpec, "site" | "clusters">): number {
  const phases = site.phases.map((phase) => phase.name);
  const own = referenced(clusters, name);
  const pue = site.efficiency.powerUsageEffectiveness.value;
  // The last phase whose GPUs it has by now.
  const index = phases.indexOf(stepsOf(own).findLast(({ gpus }) => gpus <= own.gpus.value)?.phase ?? own.phase);
  const upTo = phases.slice(0, index + 1);
  const others = Object.entries(clusters)
    .filter(([other]) => other !== name)
    .reduce((sum, [, other]) => sum + loadOf(other.accelerator, gpusUpTo(stepsOf(other), upTo), pue).facilityMegawatts, 0);
  return megawatts((site.phases[index]?.capacityMegawatts.value ?? 0) - others);
}

/** The file's key, as the GPU operator looks for it. */
const countersKey = "dcgm-metrics.csv";

/** The fields that the exporters read, in the operator's namespace. */
const planCounters = (accelerator: AcceleratorName): CountersManifest => ({
  metadata: { name: dcgmCountersName(accelerator), namespace: charts["gpu-operator"].namespace },
  data: { [countersKey]: dcgmCountersFile(accelerator) },
});

const metadata = (object: string) => ({ name: object, namespace: monitoringNamespace });

/** By the label of the exporters' pods, which differs by the way in which pods get GPUs. */
const dcgm: Manifest<PodMonitorSpec> = {
  metadata: metadata("dcgm-exporter"),
  spec: {
    namespaceSelector: { matchNames: [charts["gpu-operator"].namespace] },
    selector: { matchExpressions: [{ key: "app", operator: "In", values: ["nvidia-dcgm-exporter", "nvidia-dcgm-exporter-dra"] }] },
    podMetricsEndpoints: [
      {
        port: "metrics",
        interval: "30s",
        // The exporter's own label for its host is spelt otherwise from release to release.
        relabelings: [{ sourceLabels: ["__meta_kubernetes_pod_node_name"], targetLabel: "node" }],
      },
    ],
  },
};

/** Monitors, alerts, and their namespace. */
export function planMonitoring(name: string, accelerator: AcceleratorName, limits: PowerLimits): MonitoringPlan {
  const isNvidia = accelerators[accelerator].vendor === "nvidia";
  return {
    namespace: { metadata: { name: monitoringNamespace, labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
    // Kueue's chart brings the monitor of Kueue's metrics, with the rights that it needs.
    ...(isNvidia ? { gpus: { counters: planCounters(accelerator), dcgm } } : {}),
    rules: {
      metadata: metadata("gpu-cluster"),
      spec: {
        groups: [
          ...(isNvidia
            ? [
                { name: "gpus", rules: gpuRules(accelerator) },
                { name: "power", rules: powerRules(name, accelerator, limits) },
              ]
            : []),
          { name: "queues", rules: queueRules },
          { name: "coverage", rules: coverageRules(isNvidia) },
        ],
      },
    },
  };
}
