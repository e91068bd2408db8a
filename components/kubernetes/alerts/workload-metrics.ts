import { releases, type ReleaseName } from "../../catalog/releases.ts";

/** Metrics of Kueue's workloads, one by one, by the labels `namespace`, `queue` and `workload`: Kueue's own say nothing of one that is not admitted. */
export const workloadMetrics = { created: "kueue_workload_created", condition: "kueue_workload_condition" } as const;

const prefix = "kueue_workload";
const suffix = (metric: string) => metric.slice(prefix.length + 1);

/** Values of kube-state-metrics' chart that make these metrics, and the right to read the workloads. */
export function workloadMetricsValues(release: ReleaseName): object {
  const [group = "", version = ""] = releases[release].crdVersions.kueue.split("/");
  const metrics = [
    {
      name: suffix(workloadMetrics.created),
      help: "When the workload was created in seconds since 1970.",
      each: { type: "Gauge", gauge: { path: ["metadata", "creationTimestamp"] } },
    },
    {
      name: suffix(workloadMetrics.condition),
      help: "Whether a condition of the workload holds.",
      each: { type: "Gauge", gauge: { path: ["status", "conditions"], labelsFromPath: { type: ["type"] }, valueFrom: ["status"] } },
    },
  ];
  return {
    rbac: { extraRules: [{ apiGroups: [group], resources: ["workloads"], verbs: ["list", "watch"] }] },
    customResourceState: {
      enabled: true,
      config: {
        kind: "CustomResourceStateMetrics",
        spec: {
          resources: [
            {
              groupVersionKind: { group, version, kind: "Workload" },
              metricNamePrefix: prefix,
              labelsFromPath: { namespace: ["metadata", "namespace"], queue: ["spec", "queueName"], workload: ["metadata", "name"] },
              metrics,
            },
          ],
        },
      },
    },
  };
}
