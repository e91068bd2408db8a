import type { types } from "@pulumi/kubernetes";
import { accelerators, gpusPerUnit, type AcceleratorName } from "../../catalog/accelerators.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { alert, type AlertRule, type PodMonitorSpec, type PrometheusRuleSpec } from "../../crd/monitoring.ts";
import { referenced } from "../../lib/referenced.ts";
import { gpusUpTo, stepsOf } from "../../capacity/growth.ts";
import { loadOf, megawatts } from "../../capacity/power.ts";
import type { StackSpec } from "../../schema/stack.ts";

/** Namespace of Prometheus, and of the objects that configure it. */
export const monitoringNamespace = "monitoring";

export interface MonitoringPlan {
  readonly namespace: types.input.core.v1.Namespace;
  /** Reads the GPUs' metrics. */
  readonly dcgm?: Manifest<PodMonitorSpec>;
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

const gpu = "GPU {{ $labels.gpu }} of {{ $labels.Hostname }}";

const gpuRules: readonly AlertRule[] = [
  alert(
    "critical",
    "GpuXidError",
    "DCGM_FI_DEV_XID_ERRORS > 0",
    "1m",
    `${gpu} reports XID {{ $value }}`,
    "Cordon the host; what to do next depends on the XID (NVIDIA's XID catalogue).",
  ),
  alert(
    "critical",
    "GpuMemoryError",
    "increase(DCGM_FI_DEV_ECC_DBE_VOL_TOTAL[15m]) > 0 or DCGM_FI_DEV_ROW_REMAP_FAILURE > 0",
    "0m",
    `${gpu} has memory errors that ECC could not correct`,
    "Cordon the host and reset the GPU; replace it if rows can no longer be remapped.",
  ),
  alert(
    "warning",
    "NvlinkErrors",
    "increase(DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL[15m]) > 100 or increase(DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL[15m]) > 0",
    "5m",
    `${gpu} loses data on NVLink`,
    "Jobs over its NVLink domain run slowly or stop: look at the cable cartridge and the switch.",
  ),
  alert(
    "warning",
    "GpuThermalThrottling",
    "increase(DCGM_FI_DEV_THERMAL_VIOLATION[10m]) > 0",
    "10m",
    `${gpu} runs slower because it is too hot`,
    "Look at the host's cooling: flow and inlet temperature of its rack first.",
  ),
];

/** The power at the meter that a cluster may draw, and what the racks draw of it. */
interface PowerLimits {
  readonly powerUsageEffectiveness: number;
  readonly powerBudgetMegawatts: number;
}

/** The GPUs report their own draw. The most that a unit draws beside them is added, so that the alert does not come late. */
function powerRule(
  name: string,
  accelerator: AcceleratorName,
  { powerUsageEffectiveness: pue, powerBudgetMegawatts: budget }: PowerLimits,
): AlertRule {
  const catalogued = accelerators[accelerator];
  const unitWattsPerGpu = (catalogued.unitKilowatts.value * 1000) / gpusPerUnit(catalogued);
  const besideWattsPerGpu = Math.round(unitWattsPerGpu - catalogued.thermalDesignWattsPerGpu.value);
  return alert(
    "critical",
    "ClusterPowerNearBudget",
    `(sum(DCGM_FI_DEV_POWER_USAGE) + ${besideWattsPerGpu} * count(DCGM_FI_DEV_POWER_USAGE)) / 1e6 * ${pue} > 0.95 * ${budget}`,
    "5m",
    `${name} draws {{ $value | humanize }} MW at the meter`,
    `More than 95 % of the ${budget} MW that its phase leaves it. Cap the GPUs' power or stop jobs before the phase trips.`,
  );
}

const queueRules: readonly AlertRule[] = [
  alert(
    "warning",
    "QueueWaitsLong",
    "histogram_quantile(0.9, sum by (cluster_queue, le) (rate(kueue_admission_wait_time_seconds_bucket[1h]))) > 3600",
    "30m",
    "Jobs of {{ $labels.cluster_queue }} wait more than an hour",
    "One in ten waits longer than this: its share is in use, or no NVLink domain is free as a whole.",
  ),
  alert(
    "warning",
    "QueueInactive",
    'kueue_cluster_queue_status{status!="active"} == 1',
    "10m",
    "The queue of {{ $labels.cluster_queue }} admits nothing",
    "Its flavor or its topology is missing, or it was stopped.",
  ),
];

const every = "30s";

/** Monitors, alerts, and their namespace. */
export function planMonitoring(name: string, accelerator: AcceleratorName, limits: PowerLimits): MonitoringPlan {
  const isNvidia = accelerators[accelerator].vendor === "nvidia";
  const metadata = (object: string) => ({ name: object, namespace: monitoringNamespace });
  const dcgm: Manifest<PodMonitorSpec> = {
    metadata: metadata("dcgm-exporter"),
    spec: {
      namespaceSelector: { matchNames: ["gpu-operator"] },
      selector: { matchLabels: { app: "nvidia-dcgm-exporter" } },
      podMetricsEndpoints: [{ port: "metrics", interval: every }],
    },
  };
  return {
    namespace: { metadata: { name: monitoringNamespace, labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
    // Kueue's chart brings the monitor of Kueue's metrics, with the rights that it needs.
    ...(isNvidia ? { dcgm } : {}),
    rules: {
      metadata: metadata("gpu-cluster"),
      spec: {
        groups: [
          ...(isNvidia
            ? [
                { name: "gpus", rules: gpuRules },
                { name: "power", rules: [powerRule(name, accelerator, limits)] },
              ]
            : []),
          { name: "queues", rules: queueRules },
        ],
      },
    },
  };
}
