import { expect, test } from "vitest";
import { acceleratorNames, accelerators } from "../../../components/catalog/accelerators.ts";
import { dcgmCountersFile, dcgmCountersName, dcgmCountersOf } from "../../../components/catalog/dcgm.ts";
import { planMonitoring } from "../../../components/kubernetes/plan/monitoring.ts";

const nvidia = acceleratorNames.filter((name) => accelerators[name].vendor === "nvidia");
const limits = { powerUsageEffectiveness: 1.2, powerBudgetMegawatts: 10 };

test.each(nvidia)("every field that an alert of %s reads is in the list that its exporters read", (accelerator) => {
  const { rules, gpus } = planMonitoring("hall-1", accelerator, limits);
  const listed = String((gpus?.counters.data as Record<string, string>)["dcgm-metrics.csv"])
    .split("\n")
    .map((line) => line.split(",")[0]);
  const read = [...new Set(JSON.stringify(rules).match(/DCGM_\w+/g))];
  expect(read.length).toBeGreaterThan(6);
  expect(read.filter((field) => !listed.includes(field))).toEqual([]);
});

test("each line has three columns, as the exporter wants", () => {
  const lines = dcgmCountersFile("b200").trimEnd().split("\n");
  expect(lines).toHaveLength(dcgmCountersOf("b200").length);
  expect(lines.filter((line) => !/^DCGM_\w+, (gauge|counter|label), [^,]+\.$/.test(line))).toEqual([]);
});

test("the list's name changes with what it says", () => {
  expect(dcgmCountersName("b200")).toBe(dcgmCountersName("gb300-nvl72"));
  expect(dcgmCountersName("b200")).not.toBe(dcgmCountersName("h200"));
  expect(dcgmCountersName("b200")).toMatch(/^dcgm-counters-[0-9a-f]{8}$/);
});
