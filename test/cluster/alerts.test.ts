import { describe, expect, test } from "vitest";
import type { AcceleratorName } from "../../components/catalog/accelerators.ts";
import { planMonitoring } from "../../components/kubernetes/plan/monitoring.ts";
import { gpuSeries, nodeSeries, normalSeries, workload } from "../support/metrics.ts";
import { always, annotationsOf, firing, from, type Series } from "../support/promtool.ts";

// Every rule is evaluated by Prometheus' own tool over a cluster at work, and over the same cluster with one thing wrong.

/** Four nodes of 8 GPUs of 500 W with 788 W beside each GPU draw 49.46 kW at this PUE. */
const limits = { powerUsageEffectiveness: 1.2, powerBudgetMegawatts: 0.07 };
const nodes = 4;

const rulesOf = (accelerator: AcceleratorName, powerBudgetMegawatts = limits.powerBudgetMegawatts) =>
  planMonitoring("hall-1", accelerator, { ...limits, powerBudgetMegawatts }).rules.spec;

const without = (series: Series, gone: RegExp): Series => Object.fromEntries(Object.entries(series).filter(([name]) => !gone.test(name)));

const fire = async (accelerator: AcceleratorName, changes: Series, gone?: RegExp) => {
  const normal = normalSeries(accelerator, nodes);
  return firing({
    rules: rulesOf(accelerator),
    series: { ...(gone === undefined ? normal : without(normal, gone)), ...changes },
    atMinute: 120,
  });
};

/** A figure of the first GPU of the second node. */
const one = (field: string, values: string, labels = ""): Series => ({
  [`${field}{node="node-1",gpu="0",pod="nvidia-dcgm-exporter"${labels}}`]: values,
});
const xid = (number: number) => one("DCGM_EXP_XID_ERRORS_COUNT", "_x99 1+0x5 _x14", `,xid="${number}"`);
const grewBy = (count: number) => from(100, count);

test.each<AcceleratorName>(["h200", "b200", "gb300-nvl72"])("nothing fires on a cluster of %s at work", async (accelerator) => {
  expect(await fire(accelerator, {})).toEqual([]);
});

test("nothing fires before the first GPU node has joined", async () => {
  const series = without(normalSeries("b200", 0), /kueue_workload|pending_workloads|admitted/);
  expect(await firing({ rules: rulesOf("b200"), series, atMinute: 120 })).toEqual([]);
});

describe("GPUs", () => {
  test.each<readonly [string, AcceleratorName, Series, readonly string[]]>([
    ["an XID after which a GPU is reset", "b200", xid(119), ["GpuNeedsReset 0 node-1 119"]],
    ["a GPU that fell off the bus", "b200", xid(79), ["GpuHostNeedsRestart 0 node-1 79"]],
    ["an XID of memory", "b200", xid(48), ["GpuMemoryError 0 node-1 48"]],
    ["memory that ECC does not correct", "b200", one("DCGM_FI_DEV_ECC_DBE_VOL_TOTAL", grewBy(1)), ["GpuMemoryError 0 node-1"]],
    ["rows that cannot be replaced", "b200", one("DCGM_FI_DEV_ROW_REMAP_FAILURE", always(1)), ["GpuMemoryError 0 node-1"]],
    ["a row that was replaced", "b200", one("DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS", grewBy(1)), ["GpuMemoryWears 0 node-1"]],
    ["power that does not arrive", "h200", xid(54), ["GpuPowerFault 0 node-1 54"]],
    ["NVLink 4 by its XID", "h200", xid(74), ["NvlinkFault 0 node-1 74"]],
    ["NVLink 5 by its XID", "gb300-nvl72", xid(149), ["NvlinkFault 0 node-1 149"]],
    ["an XID of NVLink 4 on NVLink 5", "gb300-nvl72", xid(74), []],
    [
      "a link that did not recover",
      "gb300-nvl72",
      one("DCGM_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_FAILED_EVENTS", grewBy(1)),
      ["NvlinkFault 0 node-1"],
    ],
    ["a link that recovered", "gb300-nvl72", one("DCGM_FI_DEV_NVLINK_COUNT_LINK_RECOVERY_EVENTS", grewBy(1)), ["NvlinkErrors 0 node-1"]],
    [
      "links beyond their threshold",
      "b200",
      one("DCGM_FI_DEV_NVLINK_COUNT_LOCAL_LINK_INTEGRITY_ERRORS", grewBy(1)),
      ["NvlinkErrors 0 node-1"],
    ],
    ["a few damaged units on NVLink 4", "h200", one("DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", grewBy(50)), []],
    [
      "many damaged units on NVLink 4",
      "h200",
      one("DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL", grewBy(500)),
      ["NvlinkErrors 0 node-1"],
    ],
    [
      "a link of NVLink 4 that recovered",
      "h200",
      one("DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL", grewBy(1)),
      ["NvlinkErrors 0 node-1"],
    ],
    // 1.2 of 60 seconds, in nanoseconds.
    ["heat", "b200", one("DCGM_FI_DEV_THERMAL_VIOLATION", "0+1200000000x120"), ["GpuThermalThrottling 0 node-1"]],
  ])("%s", async (_, accelerator, changes, alerts) => {
    expect(await fire(accelerator, changes)).toEqual(alerts);
  });

  test("an XID that is dealt with ends by itself", async () => {
    const past = one("DCGM_EXP_XID_ERRORS_COUNT", "_x20 1+0x5 _x94", ',xid="119"');
    expect(await fire("b200", past)).toEqual([]);
  });

  test("a host that shows a GPU less", async () => {
    expect(await fire("b200", {}, /node="node-1",gpu="7"/)).toEqual(["GpuMissing node-1"]);
  });
});

describe("what is not seen", () => {
  test("a node without an exporter is told, and counts with the most that it draws", async () => {
    const normal = normalSeries("b200", nodes);
    const series = without(normal, /^DCGM.*node="node-1"/);
    const rules = rulesOf("b200");
    expect(await firing({ rules, series, atMinute: 120 })).toEqual(["GpuCoverageLow", "GpuMetricsMissing b200 node-1"]);
    // 3 nodes x 8 x 1,288 W + 14.3 kW, at a PUE of 1.2: less cannot be said to be drawn.
    const text = await annotationsOf({ rules: rulesOf("b200", 0.05), series, atMinute: 120 }, "ClusterPowerNearBudget");
    expect(text["summary"]).toBe("hall-1 draws 54.25m MW at the meter");
    expect(text["description"]).toMatch(
      /^More than 95 % of the 0.05 MW that its phase leaves it; 1 nodes whose GPUs are not seen are counted at their most\./,
    );
  });

  test("half of the exporters do not halve the power", async () => {
    const series = without(normalSeries("b200", nodes), /^DCGM.*node="node-[01]"/);
    expect(await firing({ rules: rulesOf("b200", 0.05), series, atMinute: 120 })).toContain("ClusterPowerNearBudget");
  });

  test("a node in twenty is no matter of the whole", async () => {
    const series = {
      ...normalSeries("gb300-nvl72", 0),
      ...nodeSeries("gb300-nvl72", 40),
      ...gpuSeries("gb300-nvl72", 39, "DCGM_FI_DEV_POWER_USAGE", always(500)),
    };
    const alerts = await firing({ rules: rulesOf("gb300-nvl72", 1), series, atMinute: 120 });
    expect(alerts.filter((alert) => !alert.startsWith("Queue"))).toEqual(["GpuMetricsMissing gb300-nvl72 node-39"]);
  });

  test("a node that is not ready is for the alerts on nodes", async () => {
    const notReady = { 'kube_node_status_condition{node="node-1",condition="Ready",status="true"}': always(0) };
    expect(await fire("b200", notReady, /^DCGM.*node="node-1"/)).toEqual(["GpuCoverageLow"]);
  });

  test("no kube-state-metrics", async () => {
    expect(await fire("b200", {}, /^kube_/)).toEqual(["NodeMetricsMissing"]);
  });

  test("no Kueue", async () => {
    expect(await fire("b200", {}, /^kueue_(?!workload)/)).toEqual(["QueueMetricsMissing"]);
  });
});

describe("power", () => {
  const series = normalSeries("b200", nodes);

  test("stays silent below 95 % of the budget, and fires above", async () => {
    // 49.46 kW are 94.9 % and 95.1 % of these.
    expect(await firing({ rules: rulesOf("b200", 0.0521), series, atMinute: 120 })).toEqual([]);
    expect(await firing({ rules: rulesOf("b200", 0.052), series, atMinute: 120 })).toEqual(["ClusterPowerNearBudget"]);
  });
});

describe("queues", () => {
  test("a job that waits is seen while it waits", async () => {
    expect(await fire("b200", workload("large", 40, { QuotaReserved: 0 }))).toEqual(["QueueWaitsLong tenant-research gpu"]);
  });

  test("a job that got its quota, and one without any condition yet", async () => {
    expect(await fire("b200", workload("large", 40, { QuotaReserved: 1 }))).toEqual([]);
    expect(await fire("b200", workload("large", 40, {}))).toEqual(["QueueWaitsLong tenant-research gpu"]);
  });

  test("a queue that admits nothing for an hour", async () => {
    const stuck = { 'kueue_admitted_workloads_total{cluster_queue="research"}': always(3) };
    expect(await fire("b200", stuck)).toEqual(["QueueStuck research"]);
    expect(await fire("b200", {}, /admitted_workloads/)).toEqual(["QueueStuck research"]);
  });

  test("a queue that is stopped", async () => {
    const stopped = {
      'kueue_cluster_queue_status{cluster_queue="research",status="active"}': always(0),
      'kueue_cluster_queue_status{cluster_queue="research",status="pending"}': always(1),
    };
    expect(await fire("b200", stopped)).toEqual(["QueueInactive research"]);
  });
});
