import { accelerators, type AcceleratorName } from "../../components/catalog/accelerators.ts";
import { dcgmCountersOf } from "../../components/catalog/dcgm.ts";
import { workloadMetrics } from "../../components/kubernetes/alerts/workload-metrics.ts";
import { always, type Series } from "./promtool.ts";

const names = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** What kube-state-metrics tells of nodes with accelerators that are ready, beside a host of the control plane. */
export const nodeSeries = (accelerator: AcceleratorName, nodes: number): Series => ({
  'kube_node_info{node="control-0"}': always(1),
  'kube_node_labels{node="control-0"}': always(1),
  ...Object.fromEntries(
    names(nodes, "node-").flatMap((node) => [
      [`kube_node_labels{node="${node}",label_nscale_com_accelerator="${accelerator}"}`, always(1)],
      [`kube_node_status_condition{node="${node}",condition="Ready",status="true"}`, always(1)],
      [`kube_node_info{node="${node}"}`, always(1)],
    ]),
  ),
});

/** A figure of one GPU, which each GPU of the nodes has. */
export function gpuSeries(accelerator: AcceleratorName, nodes: number, field: string, values: string): Series {
  const gpus = names(accelerators[accelerator].unit.gpusPerHost, "");
  return Object.fromEntries(
    names(nodes, "node-").flatMap((node) =>
      gpus.map((gpu) => [`${field}{node="${node}",gpu="${gpu}",pod="nvidia-dcgm-exporter"}`, values]),
    ),
  );
}

/** A GPU's counters that grow in normal operation: errors that are corrected, and links that are trained at the start. */
const grows = [
  "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION",
  "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL",
  "DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL",
  "DCGM_FI_DEV_POWER_VIOLATION",
];

/** XIDs of jobs that failed by themselves. */
const ofJobs = [13, 31, 43, 94];

/** A cluster at work: GPUs draw 500 W each, a job failed by its own fault, one waited for half an hour, and another waits since a while. */
export function normalSeries(accelerator: AcceleratorName, nodes: number): Series {
  const fields = dcgmCountersOf(accelerator).filter(({ type, field }) => type !== "label" && field !== "DCGM_EXP_XID_ERRORS_COUNT");
  const values = (field: string) => (field === "DCGM_FI_DEV_POWER_USAGE" ? always(500) : grows.includes(field) ? "5+10x120" : always(0));
  return {
    ...nodeSeries(accelerator, nodes),
    ...(Object.assign({}, ...fields.map(({ field }) => gpuSeries(accelerator, nodes, field, values(field)))) as Series),
    ...Object.fromEntries(ofJobs.map((xid) => [`DCGM_EXP_XID_ERRORS_COUNT{node="node-0",gpu="0",xid="${xid}"}`, "0 1+0x5 _x100"])),
    kueue_build_info: always(1),
    'kueue_cluster_queue_status{cluster_queue="research",status="active"}': always(1),
    'kueue_cluster_queue_status{cluster_queue="research",status="pending"}': always(0),
    'kueue_cluster_queue_status{cluster_queue="research",status="terminating"}': always(0),
    'kueue_pending_workloads{cluster_queue="research",status="active"}': always(1),
    'kueue_pending_workloads{cluster_queue="research",status="inadmissible"}': always(0),
    'kueue_admitted_workloads_total{cluster_queue="research"}': "3+0.1x120",
    ...workload("done", 0, { QuotaReserved: 0, Finished: 1 }),
    ...workload("runs", 0, { QuotaReserved: 1, Admitted: 1 }),
    // Made half an hour before the end of the two hours.
    ...workload("waits", 90, { QuotaReserved: 0 }),
  };
}

/** A workload of a tenant that was made at a minute, with what holds of it. */
export const workload = (name: string, atMinute: number, conditions: Readonly<Record<string, 0 | 1>>): Series => {
  const labels = `namespace="tenant-research",queue="gpu",workload="${name}"`;
  return {
    [`${workloadMetrics.created}{${labels}}`]: always(atMinute * 60),
    ...Object.fromEntries(
      Object.entries(conditions).map(([type, holds]) => [`${workloadMetrics.condition}{${labels},type="${type}"}`, always(holds)]),
    ),
  };
};
