import { describe, expect, test } from "vitest";
import { compareSite } from "../../../components/fleet/compare.ts";
import { planFleet } from "../../../components/fleet/plan.ts";
import { fleetSummarySchema } from "../../../components/fleet/schema.ts";
import { stated } from "../../../components/lib/fact.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import { summarize } from "../../../components/summary/summarize.ts";
import { validStack } from "../../support/invalid.ts";

const spec = parseStack("example.ts", validStack());
const north = summarize("north", spec);
const south = { ...summarize("south", spec), site: { ...north.site, name: "South", jurisdiction: "IS" as const, gridZone: "IS" as const } };
const milestone = (date: string, gpus: number) => ({ date, gpus: stated(gpus, "an example plan") });
const fleetSpec = {
  asOf: "2026-11-01",
  sites: ["north", "south"],
  milestones: [milestone("2026-12-31", 500), milestone("2027-12-31", 3000)],
};

describe("the fleet in numbers", () => {
  const summary = planFleet(fleetSpec, [north, south], { north });

  test("is what its schema says", () => {
    expect(fleetSummarySchema.parse(summary)).toEqual(summary);
  });

  test("adds up GPUs by country, SKU, tenant and year", () => {
    expect(summary.gpus).toEqual({
      planned: 1952,
      installed: 512,
      byCountry: { IS: 976, NO: 976 },
      bySku: { b200: 512, "gb300-nvl72": 1440 },
      byTenant: { industry: 192, research: 1744 },
      byYear: { "2026": 512, "2027": 1952 },
    });
  });

  test("adds up megawatts by country and year", () => {
    expect(summary.megawatts).toEqual({ capacity: 6, byCountry: { IS: 3, NO: 3 }, byYear: { "2026": 2, "2027": 6 } });
  });

  test("says which milestones are reached, and what would close the others", () => {
    expect(summary.milestones).toEqual([
      { date: "2026-12-31", wantedGpus: 500, gpus: 512, reached: true, shortByGpus: 0, closedBy: [] },
      {
        date: "2027-12-31",
        wantedGpus: 3000,
        gpus: 1952,
        reached: false,
        shortByGpus: 1048,
        closedBy: ["1,048 GPUs that no site declares: 15 GB300 racks, 2.1 MW of IT load"],
      },
    ]);
    const [early] = planFleet({ ...fleetSpec, milestones: [milestone("2026-12-31", 1000)] }, [north, south], {}).milestones;
    expect(early?.closedBy).toEqual(["720 gb300-nvl72 at north, declared for 2027-02-01, brought forward"]);
  });

  test("gives energy and carbon by location and by market", () => {
    // 2 x 2.1362 MW x 0.8 x 8,760 h; Norway 19 and Iceland 28 g/kWh; hydropower with cancelled guarantees counts nothing by market.
    const facility = north.phases.at(-1)?.facilityMegawatts ?? 0;
    const hours = facility * 0.8 * 8760;
    expect(facility).toBe(2.13624);
    expect(summary.energy).toMatchObject({
      facilityMegawatts: 4.27248,
      megawattHoursPerYear: Math.round(2 * hours),
      megawattHoursBySource: { hydro: Math.round(2 * hours) },
      locationBasedTonnesCo2PerYear: Math.round((hours * (19 + 28)) / 1000),
      marketBasedTonnesCo2PerYear: 0,
    });
  });

  test("says of each site whether its stack is deployed", () => {
    expect(summary.sites["north"]?.deployment).toEqual({ state: "deployed" });
    expect(summary.sites["south"]?.deployment).toEqual({ state: "not-deployed", run: "npm start -- south" });
  });
});

describe("a site's stack against its data", () => {
  test("differs where a number does, by path", () => {
    const found = {
      ...north,
      gpus: { ...north.gpus, planned: 975 },
      phases: [{ ...north.phases[0], capacityMegawatts: 2 }, north.phases[1]],
    };
    expect(compareSite(north, found)).toEqual({
      state: "differs",
      paths: ["gpus.planned", "phases[initial].capacityMegawatts"],
      run: "npm start -- north",
    });
  });

  test("is deployed whatever targets its layers have", () => {
    const clusters = Object.fromEntries(Object.entries(north.clusters).map(([name, cluster]) => [name, { ...cluster, layers: "live" }]));
    expect(compareSite(north, { ...north, clusters })).toEqual({ state: "deployed" });
  });

  test("of another schema version says so, and what to run", () => {
    expect(compareSite(north, { version: 0, gpus: 976 })).toEqual({
      state: "other-version",
      got: "summary version 0",
      want: "summary version 2",
      run: "npm start -- north",
    });
  });
});
