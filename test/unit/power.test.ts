import fc from "fast-check";
import { exampleControlPlane } from "../support/specs.ts";
import { describe, expect, test } from "vitest";
import { acceleratorNames, accelerators, gpusPerUnit } from "../../components/catalog/accelerators.ts";
import { assumed } from "../../components/lib/fact.ts";
import { addLoads, loadOf, machinesFor, megawatts, printUnits, rackKilowatts, shortages } from "../../components/capacity/power.ts";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { linesOf, set, validStack } from "../support/invalid.ts";

test("100,000 GB300 are 1,389 racks of 18 hosts, and 194.46 MW at the racks", () => {
  expect(machinesFor("gb300-nvl72", 100_000)).toEqual({ gpus: 100_000, units: 1389, hosts: 25_002 });
  expect(loadOf("gb300-nvl72", 100_000, 1.18)).toEqual({ itMegawatts: 194.46, facilityMegawatts: 229.4628 });
  expect(loadOf("gb300-nvl72", 100_000, 1.19)).toEqual({ itMegawatts: 194.46, facilityMegawatts: 231.4074 });
});

test("hosts of 8 GPUs are bought whole too", () => {
  expect(machinesFor("b200", 100)).toEqual({ gpus: 100, units: 13, hosts: 13 });
  expect(loadOf("b200", 100, 1.2)).toEqual({ itMegawatts: 0.1859, facilityMegawatts: 0.22308 });
});

test.each([
  [20, 124, 8_928],
  [30, 186, 13_392],
  [60, 372, 26_784],
  [230, 1_428, 102_816],
  [520, 3_229, 232_488],
])("%i MW at 140 kW and PUE 1.15 hold %i racks of GB300, %i GPUs", (capacity, racks, gpus) => {
  expect(machinesFor("gb300-nvl72", gpus).units).toBe(racks);
  expect(loadOf("gb300-nvl72", gpus, 1.15).facilityMegawatts).toBeLessThanOrEqual(capacity);
  expect(loadOf("gb300-nvl72", gpus + 72, 1.15).facilityMegawatts).toBeGreaterThan(capacity);
});

test("a rack takes what its hosts take", () => {
  expect(rackKilowatts("gb300-nvl72", 1)).toBe(140);
  // In binary, this is 42.900000000000006.
  expect(rackKilowatts("b200", 3)).toBe(42.9);
});

test("units are printed by accelerator", () => {
  const racks = { accelerator: "gb300-nvl72", gpus: 72 } as const;
  expect(printUnits([racks])).toBe("1 gb300-nvl72 unit x 140 kW");
  expect(printUnits([racks, { ...racks, gpus: 100_000 }, { accelerator: "b200", gpus: 16 }])).toBe(
    "(1,390 gb300-nvl72 units x 140 kW + 2 b200 units x 14.3 kW)",
  );
});

describe("shortages", () => {
  const draws = [
    { from: "2026-01-01", megawatts: 10 },
    { from: "2027-01-01", megawatts: 20 },
  ];
  const supply = (from: string, to: string | undefined, supplied: number) => ({ name: `from ${from}`, from, to, megawatts: supplied });

  test.each([
    ["none where a supply covers both days included", [supply("2026-01-01", "2028-12-31", 30)], []],
    ["none where one without an end does", [supply("2026-01-01", undefined, 30)], []],
    [
      "from the day of the second draw",
      [supply("2026-01-01", undefined, 29)],
      [{ date: "2027-01-01", drawn: 30, supplied: 29, names: ["from 2026-01-01"] }],
    ],
    [
      "from the day after a supply has ended",
      [supply("2026-01-01", "2027-12-31", 30), supply("2027-01-01", "2028-12-31", 12)],
      [{ date: "2028-01-01", drawn: 30, supplied: 12, names: ["from 2027-01-01"] }],
    ],
    [
      "on the first day, and again when it grows",
      [],
      [
        { date: "2026-06-01", drawn: 10, supplied: 0, names: [] },
        { date: "2027-01-01", drawn: 30, supplied: 0, names: [] },
      ],
    ],
  ])("%s", (_, supplies, expected) => {
    expect(shortages(draws, supplies, "2026-06-01", "2028-12-31")).toEqual(expected);
  });
});

test("nothing loads nothing", () => {
  expect(loadOf("h100", 0, 1.5)).toEqual({ itMegawatts: 0, facilityMegawatts: 0 });
  expect(addLoads([])).toEqual({ itMegawatts: 0, facilityMegawatts: 0 });
});

test("loads add up without the noise of binary fractions", () => {
  const tenth = { itMegawatts: 0.1, facilityMegawatts: 0.2 };
  expect(addLoads([tenth, tenth, tenth])).toEqual({ itMegawatts: 0.3, facilityMegawatts: 0.6 });
  expect(megawatts(0.1 + 0.2)).toBe(0.3);
});

describe("whatever the accelerator, the count and the site", () => {
  const accelerator = fc.constantFrom(...acceleratorNames);
  const gpus = fc.integer({ min: 1, max: 400_000 });
  const effectiveness = fc.integer({ min: 100, max: 300 }).map((percent) => percent / 100);

  test("units are whole, enough, and not one too many", () => {
    fc.assert(
      fc.property(accelerator, gpus, (name, count) => {
        const { units, hosts } = machinesFor(name, count);
        const perUnit = gpusPerUnit(accelerators[name]);
        expect(Number.isInteger(units)).toBe(true);
        expect(units * perUnit).toBeGreaterThanOrEqual(count);
        expect((units - 1) * perUnit).toBeLessThan(count);
        expect(hosts * accelerators[name].unit.gpusPerHost).toBe(units * perUnit);
      }),
    );
  });

  test("more GPUs never load less, and a further unit always loads more", () => {
    fc.assert(
      fc.property(accelerator, gpus, fc.nat(10_000), effectiveness, (name, count, more, pue) => {
        const load = loadOf(name, count, pue);
        const larger = loadOf(name, count + more, pue);
        expect(larger.itMegawatts).toBeGreaterThanOrEqual(load.itMegawatts);
        expect(larger.facilityMegawatts).toBeGreaterThanOrEqual(load.facilityMegawatts);
        expect(loadOf(name, count + gpusPerUnit(accelerators[name]), pue).facilityMegawatts).toBeGreaterThan(load.facilityMegawatts);
      }),
    );
  });

  test("the meter never shows less than the racks draw, and the same at PUE 1", () => {
    fc.assert(
      fc.property(accelerator, gpus, effectiveness, (name, count, pue) => {
        const { itMegawatts, facilityMegawatts } = loadOf(name, count, pue);
        expect(facilityMegawatts).toBeGreaterThanOrEqual(itMegawatts);
        expect(loadOf(name, count, 1).facilityMegawatts).toBe(itMegawatts);
      }),
    );
  });

  test("a load prints in watts at the finest, and the order of a sum does not show", () => {
    const load = fc.tuple(accelerator, gpus, effectiveness).map(([name, count, pue]) => loadOf(name, count, pue));
    fc.assert(
      fc.property(fc.array(load, { minLength: 1, maxLength: 12 }), (loads) => {
        const sum = addLoads(loads);
        expect(addLoads([...loads].reverse())).toEqual(sum);
        for (const { itMegawatts, facilityMegawatts } of [...loads, sum]) {
          expect(`${itMegawatts} ${facilityMegawatts}`).toMatch(/^\d+(\.\d{1,6})? \d+(\.\d{1,6})?$/);
        }
      }),
    );
  });
});

describe("Narvik's 100,000 GB300", () => {
  const why = "an example";
  const counts = [16_704, 16_704, 16_704, 16_704, 16_704, 16_480];

  /** Six clusters that Kubernetes can hold, in a phase of 230 MW. */
  function narvik(powerUsageEffectiveness: number): StackInput {
    const stack = validStack();
    const racks = stack.clusters["racks"];
    if (racks === undefined) throw new Error("the valid stack has no cluster racks");
    const clusters = counts.map((gpus, index) => [
      `hall-${index + 1}`,
      {
        ...racks,
        gpus: assumed(gpus, why),
        phase: "initial",
        controlPlane: exampleControlPlane(`10.0.0.${10 + index}`),
        network: { podCidr: "10.128.0.0/11", serviceCidr: "10.96.0.0/16" },
      },
    ]);
    set(stack, "clusters", Object.fromEntries(clusters));
    set(stack, "deliveries", {});
    set(stack, "site.phases.0.capacityMegawatts.value", 230);
    set(stack, "site.phases.1.capacityMegawatts.value", 520);
    for (const phase of [0, 1]) set(stack, `site.phases.${phase}.feeds.megawattsEach.value`, 260);
    set(stack, "site.powerAgreements.hydro.megawatts.value", 250);
    set(stack, "site.efficiency.powerUsageEffectiveness.value", powerUsageEffectiveness);
    return stack;
  }

  const refused = (gpusAtMost: string, facility: string, pue: number) =>
    `narvik.ts: clusters: got 1,389 gb300-nvl72 units x 140 kW x PUE ${pue} = ${facility} MW in the phases up to initial, ` +
    "want at most 230 MW (which this IT load of 194.46 MW fits while PUE ≤ 1.18); " +
    `fix: give hall-6 at most ${gpusAtMost} GPUs, or place a cluster in a later phase`;

  test("fit 230 MW at PUE 1.18", () => {
    expect(linesOf(() => parseStack("narvik.ts", narvik(1.18)))).toEqual([]);
  });

  test("are refused from PUE 1.19 on, with the arithmetic", () => {
    // 1,380 racks at 1.19, 1,314 at 1.25; the first five clusters have 1,160 of them.
    expect(linesOf(() => parseStack("narvik.ts", narvik(1.19)))).toEqual([refused("15,840", "231.4074", 1.19)]);
    expect(linesOf(() => parseStack("narvik.ts", narvik(1.25)))).toEqual([refused("11,088", "243.075", 1.25)]);
  });
});

describe("what a refusal says fits", () => {
  const example = (change: (stack: StackInput) => void) => {
    const stack = validStack();
    set(stack, "clusters", { racks: stack.clusters["racks"] });
    set(stack, "deliveries", {});
    set(stack, "site.efficiency.powerUsageEffectiveness.value", 1.25);
    set(stack, "site.phases.1.feeds.megawattsEach.value", 100);
    change(stack);
    return linesOf(() => parseStack("a.ts", stack));
  };

  test("is counted in decimals: ten racks at PUE 1.25 are 1.75 MW, though not in binary", () => {
    const line = "a.ts: clusters.racks.gpus: got 11 gb300-nvl72 units x 140 kW x PUE 1.25 = 1.925 MW in the phases up to expansion, ";
    const change = (stack: StackInput) => {
      set(stack, "site.phases.1.capacityMegawatts.value", 1.75);
      set(stack, "clusters.racks.gpus.value", 792);
    };
    expect(example(change)).toEqual([
      `${line}want at most 1.75 MW (which this IT load of 1.54 MW fits while PUE ≤ 1.13); fix: give racks at most 720 GPUs`,
    ]);
    expect(example((stack) => set(stack, "site.phases.1.capacityMegawatts.value", 1.75))).toEqual([]);
  });

  test("is no PUE at all where the racks alone draw too much", () => {
    const line = "a.ts: clusters.racks.gpus: got 10 gb300-nvl72 units x 140 kW x PUE 1.25 = 1.75 MW in the phases up to expansion, ";
    expect(example((stack) => set(stack, "site.phases.1.capacityMegawatts.value", 1.399))).toEqual([
      `${line}want at most 1.399 MW; fix: give racks at most 504 GPUs`,
    ]);
    expect(example((stack) => set(stack, "site.phases.1.capacityMegawatts.value", 1.4))).toEqual([
      `${line}want at most 1.4 MW (which this IT load of 1.4 MW fits while PUE ≤ 1); fix: give racks at most 576 GPUs`,
    ]);
  });

  test("is a PUE in decimals: 1.61 MW carry 1.4 MW at PUE 1.15", () => {
    const line = "a.ts: clusters.racks.gpus: got 10 gb300-nvl72 units x 140 kW x PUE 1.25 = 1.75 MW in the phases up to expansion, ";
    expect(example((stack) => set(stack, "site.phases.1.capacityMegawatts.value", 1.61))).toEqual([
      `${line}want at most 1.61 MW (which this IT load of 1.4 MW fits while PUE ≤ 1.15); fix: give racks at most 648 GPUs`,
    ]);
  });
});
