import { describe, expect, test } from "vitest";
import { siteOn } from "../../../components/summary/timeline.ts";
import keflavik from "../../../stacks/keflavik.ts";
import { readSite, testStatedFigures } from "./support.ts";

const { spec, summary } = readSite("keflavik", keflavik);
const [initial] = spec.site.phases;
const goal = summary.phases[0]?.gpuGoal;

describe("keflavik states", () => {
  testStatedFigures({
    Iceland: { fact: spec.site.location.place, shown: summary.site.place, value: "Iceland" },
    "Blackwell Ultra": { fact: initial?.gpuGoal?.product, shown: goal?.product, value: "Blackwell Ultra" },
    "4,600 GPUs": { fact: initial?.gpuGoal?.gpus, shown: goal?.gpus, value: 4_600 },
    "the same in its cluster": { fact: spec.clusters["initial-1"]?.gpus, shown: summary.gpus.planned, value: 4_600 },
    "that its cooling is not disclosed": { fact: spec.site.cooling.system, shown: summary.site.cooling, value: "not-disclosed" },
    "geothermal power": { fact: spec.site.powerAgreements["geothermal"]?.source, shown: summary.power[0]?.source, value: "geothermal" },
  });

  test("4,600 or more", () => {
    expect(goal?.orMore).toBe(true);
  });

  test("no other source of power", () => {
    expect(summary.power).toHaveLength(1);
  });
});

describe("keflavik plans", () => {
  test("64 racks in 15 MW, which others announced", () => {
    expect(initial?.capacityMegawatts).toMatchObject({ basis: "announced", value: 15 });
    expect(summary.clusters["initial-1"]).toMatchObject({ accelerator: "gb300-nvl72", racks: 64, rows: 8, hosts: 1_152 });
    expect(summary.phases[0]).toMatchObject({ itMegawatts: 8.96, facilityMegawatts: 10.752, headroomMegawatts: 4.248 });
  });

  test.each([
    ["2026-02-28", 0, 0],
    ["2026-03-01", 15, 0],
    ["2026-06-01", 15, 4_600],
    ["2036-01-01", 0, 4_600],
  ])("on %s %d MW of power and %d GPUs", (date, contractedMegawatts, gpusInstalled) => {
    expect(siteOn(spec, date)).toMatchObject({ contractedMegawatts, gpusInstalled });
  });
});
