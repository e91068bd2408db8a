import { alert } from "../../catalog/alert.ts";
import type { AlertRule } from "../../crd/monitoring.ts";
import { workloadMetrics } from "./workload-metrics.ts";

const { created, condition } = workloadMetrics;

/** Workloads that have no quota yet, by the seconds since they were created: what waits is seen while it waits. */
const waiting = `time() - max by (namespace, queue, workload) (${created} unless on (namespace, workload) (${condition}{type=~"QuotaReserved|Finished"} == 1))`;

export const queueRules: readonly AlertRule[] = [
  alert(
    "warning",
    "QueueWaitsLong",
    `count by (namespace, queue) (${waiting} > 3600)`,
    "5m",
    "{{ $value }} jobs of {{ $labels.namespace }} have waited for more than an hour",
    "Their share is in use, no NVLink domain is free as a whole, or they ask for what no queue has: look at a workload's events.",
  ),
  alert(
    "warning",
    "QueueStuck",
    "min_over_time((sum by (cluster_queue) (kueue_pending_workloads))[1h:1m]) > 0 unless on (cluster_queue) sum by (cluster_queue) (increase(kueue_admitted_workloads_total[1h])) > 0",
    "5m",
    "{{ $labels.cluster_queue }} has had waiting jobs for an hour, and admitted none",
    "What is in front cannot be admitted and holds up the rest, or the queue's quota is in use for long.",
  ),
  alert(
    "warning",
    "QueueInactive",
    'max by (cluster_queue) (kueue_cluster_queue_status{status!="active"}) == 1',
    "10m",
    "The queue of {{ $labels.cluster_queue }} admits nothing",
    "Its flavor or its topology is missing, or it was stopped.",
  ),
];
