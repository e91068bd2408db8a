import { describe, expect, test } from "vitest";
import { parseStack } from "../../../components/stack/parse.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import { siteOn } from "../../../components/summary/timeline.ts";
import loughton from "../../../stacks/loughton.ts";
import { linesOf, set } from "../../support/invalid.ts";
import { readSite, testStatedFigures } from "./support.ts";

const { spec, summary } = readSite("loughton", loughton);
const [initial, full] = spec.site.phases;
const goal = summary.phases[1]?.gpuGoal;

describe("loughton states", () => {
  testStatedFigures({
    "Essex in the UK": { fact: spec.site.location.place, shown: summary.site.place, value: "Essex, UK" },
    Blackwell: { fact: full?.gpuGoal?.product, shown: goal?.product, value: "Blackwell" },
    "23,040 GPUs": { fact: full?.gpuGoal?.gpus, shown: summary.gpus.planned, value: 23_040 },
    "deliveries from early 2027": { fact: full?.gpuGoal?.deliveriesFrom, shown: goal?.deliveriesFrom, value: "2027-01-01" },
    "the UK's largest supercomputer": {
      fact: full?.gpuGoal?.claim,
      shown: goal?.claim,
      value: "with Microsoft, the UK's largest supercomputer",
    },
    "standard cooling": { fact: spec.site.cooling.system, shown: summary.site.cooling, value: "standard" },
    "power from the grid": { fact: spec.site.powerAgreements["grid"]?.source, shown: summary.power[0]?.source, value: "grid-mix" },
  });

  test("Microsoft as its tenant", () => {
    expect(summary.tenants["microsoft"]).toMatchObject({ legalName: "Microsoft Corporation", guaranteedGpus: 23_040 });
  });

  test("GB300 and 50 MW that grow to 90 MW only second-hand", () => {
    expect(full?.gpuGoal?.accelerator).toMatchObject({ basis: "announced", value: "gb300-nvl72" });
    expect([initial?.capacityMegawatts, full?.capacityMegawatts]).toMatchObject([
      { basis: "announced", value: 50 },
      { basis: "announced", value: 90 },
    ]);
  });
});

describe("loughton plans", () => {
  test("320 racks, a fifth of them in the second phase", () => {
    expect(Object.values(summary.clusters).map(({ phase, gpus, racks }) => [phase, gpus, racks])).toEqual([
      ["initial", 18_432, 256],
      ["full", 4_608, 64],
    ]);
    expect(summary.phases.map(({ itMegawatts, facilityMegawatts }) => [itMegawatts, facilityMegawatts])).toEqual([
      [35.84, 43.008],
      [44.8, 53.76],
    ]);
  });

  test("liquid for its racks, which the stated cooling leaves open", () => {
    expect(spec.site.cooling.supplies).toMatchObject({ basis: "assumed", value: ["air", "direct-to-chip-liquid"] });
    const onAir = structuredClone<StackInput>(loughton);
    set(onAir, "site.cooling.supplies.value", ["air"]);
    expect(linesOf(() => parseStack("stacks/loughton.ts", onAir))).toEqual(
      ["initial-1", "full-1"].map(
        (cluster) =>
          `stacks/loughton.ts: clusters.${cluster}.accelerator: got NVIDIA GB300 NVL72, cooled by direct-to-chip-liquid, at a site whose standard cooling supplies air, ` +
          "want an accelerator that air can cool; fix: choose another accelerator, or add direct-to-chip-liquid to site.cooling.supplies if the site has it",
      ),
    );
  });

  test.each([
    ["2026-12-31", 50, 0],
    ["2027-02-01", 50, 18_432],
    ["2027-06-30", 90, 18_432],
    ["2027-07-01", 90, 23_040],
  ])("on %s %d MW and %d GPUs", (date, capacityMegawatts, gpusInstalled) => {
    expect(siteOn(spec, date)).toMatchObject({ capacityMegawatts, gpusInstalled });
  });
});
