import { describe, expect, test } from "vitest";
import { siteOn } from "../../../components/summary/timeline.ts";
import texas from "../../../stacks/texas.ts";
import { readSite, testStatedFigures } from "./support.ts";

const { spec, summary } = readSite("texas", texas);
const [initial, full] = spec.site.phases;

describe("texas states", () => {
  testStatedFigures({
    Texas: { fact: spec.site.location.place, shown: summary.site.place, value: "Texas, USA" },
    "standard cooling": { fact: spec.site.cooling.system, shown: summary.site.cooling, value: "standard" },
    "power from the grid": { fact: spec.site.powerAgreements["grid"]?.source, shown: summary.power[0]?.source, value: "grid-mix" },
  });

  test("the grid of ERCOT", () => {
    expect([summary.site.jurisdiction, summary.site.gridZone]).toEqual(["US-TX", "ERCOT"]);
  });

  test("240 MW, 1.2 GW and 104,000 GPUs only second-hand", () => {
    expect([initial?.capacityMegawatts, full?.capacityMegawatts, initial?.gpuGoal?.gpus]).toMatchObject([
      { basis: "announced", value: 240 },
      { basis: "announced", value: 1_200 },
      { basis: "announced", value: 104_000 },
    ]);
    expect(summary.gpus.planned).toBe(104_000);
  });
});

describe("texas plans", () => {
  test("1,445 racks in six clusters, within 240 MW", () => {
    expect(Object.values(summary.clusters).map(({ gpus, racks }) => [gpus, racks])).toEqual([
      ...Array.from({ length: 5 }, () => [17_280, 240]),
      [17_600, 245],
    ]);
    expect(summary.phases[0]).toMatchObject({ itMegawatts: 202.3, facilityMegawatts: 238.714, headroomMegawatts: 1.286 });
  });

  test("no export", () => {
    for (const { origin, authorisation } of Object.values(spec.deliveries)) {
      expect(origin.value).toBe("US");
      expect(authorisation).toMatchObject({ kind: "not-required", basis: { source: "15 CFR 734.13(a)(1) and (2)" } });
    }
  });

  test.each([
    ["2026-07-14", 0, 0],
    ["2026-11-01", 240, 34_560],
    ["2026-12-31", 240, 51_840],
    ["2027-12-31", 240, 104_000],
  ])("on %s %d MW and %d GPUs", (date, capacityMegawatts, gpusInstalled) => {
    expect(siteOn(spec, date)).toMatchObject({ capacityMegawatts, gpusInstalled });
  });
});
