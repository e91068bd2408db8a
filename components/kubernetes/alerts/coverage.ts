import { alert } from "../../catalog/alert.ts";
import type { AlertRule } from "../../crd/monitoring.ts";
import { acceleratorLabel } from "../../lib/topology-keys.ts";

/** A label of Kubernetes, as kube-state-metrics and Prometheus spell it. */
export const asMetricLabel = (label: string): string => label.replaceAll(/[^a-zA-Z0-9]/g, "_");

/** A series for each node with accelerators, whatever becomes of them. */
export const acceleratorNodes = `kube_node_labels{label_${asMetricLabel(acceleratorLabel)}!=""}`;

/** The number of nodes whose GPUs Prometheus sees. */
const seenNodes = "(count(count by (node) (DCGM_FI_DEV_POWER_USAGE)) or vector(0))";

/** The number of nodes with accelerators whose GPUs Prometheus does not see; 0 where there are no such nodes. */
export const unseenNodes = `clamp_min((count(${acceleratorNodes}) or vector(0)) - ${seenNodes}, 0)`;

const ready = 'kube_node_status_condition{condition="Ready",status="true"} == 1';

/** Alerts on figures that are not there: of what nobody measures, no other alert can say anything. */
export const coverageRules = (isNvidia: boolean): readonly AlertRule[] => [
  alert(
    "critical",
    "NodeMetricsMissing",
    "absent(kube_node_info)",
    "10m",
    "Nothing is known of the cluster's nodes",
    "kube-state-metrics is down or is not scraped: alerts on nodes, queues and power are blind.",
  ),
  alert(
    "critical",
    "QueueMetricsMissing",
    "absent(kueue_build_info)",
    "15m",
    "Nothing is known of the cluster's queues",
    "Kueue's manager is down or is not scraped. While it is down, no job is admitted.",
  ),
  ...(isNvidia
    ? [
        alert(
          "warning",
          "GpuMetricsMissing",
          `(${acceleratorNodes} and on (node) ${ready}) unless on (node) DCGM_FI_DEV_POWER_USAGE`,
          "15m",
          "{{ $labels.node }} is ready, and tells nothing of its GPUs",
          "Its exporter does not run or is not scraped, or the driver does not answer. No alert can see its GPUs.",
        ),
        alert(
          "critical",
          "GpuCoverageLow",
          `${seenNodes} / count(${acceleratorNodes}) < 0.95`,
          "15m",
          "GPUs of {{ $value | humanizePercentage }} of the nodes are seen",
          "What is summed over the cluster is not the whole. Nodes that are not ready count too.",
        ),
      ]
    : []),
];
