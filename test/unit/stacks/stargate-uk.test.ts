import { describe, expect, test } from "vitest";
import { siteOn } from "../../../components/summary/timeline.ts";
import stargateUk from "../../../stacks/stargate-uk.ts";
import { readSite, testStatedFigures } from "./support.ts";

const { spec, summary } = readSite("stargate-uk", stargateUk);
const [first, grown] = spec.site.phases;
const [firstGoal, grownGoal] = summary.phases.map(({ gpuGoal }) => gpuGoal);

describe("stargate-uk states", () => {
  testStatedFigures({
    "several sites, one in Newcastle": {
      fact: spec.site.location.place,
      shown: summary.site.place,
      value: "Several sites in the UK, one of them in Newcastle",
    },
    "8,000 GPUs first": { fact: first?.gpuGoal?.gpus, shown: firstGoal?.gpus, value: 8_000 },
    "the same in its cluster": { fact: spec.clusters["first-1"]?.gpus, shown: summary.clusters["first-1"]?.gpus, value: 8_000 },
    "31,000 GPUs in the end": { fact: grown?.gpuGoal?.gpus, shown: summary.gpus.planned, value: 31_000 },
    "the option to grow": { fact: spec.site.offtake["openai"]?.mayScale, shown: summary.tenants["openai"]?.offtake?.mayScale, value: true },
    "OpenAI and NVIDIA at first": { fact: first?.gpuGoal?.claim, shown: firstGoal?.claim, value: "with OpenAI and NVIDIA" },
    "OpenAI and NVIDIA in the end": { fact: grown?.gpuGoal?.claim, shown: grownGoal?.claim, value: "with OpenAI and NVIDIA" },
  });

  test("halls in several places, of which others name Cobalt Park", () => {
    expect(spec.site.halls["newcastle"]?.place).toMatchObject({ basis: "announced" });
    expect(Object.values(summary.site.halls).map(({ place }) => place)).toEqual([
      "Cobalt Park, Newcastle",
      "A second place in the UK",
      "A third place in the UK",
    ]);
  });
});

describe("stargate-uk plans", () => {
  test("a cluster in each place: 8,000 GPUs, then 31,000", () => {
    expect(Object.values(summary.clusters).map(({ hall, phase, gpus, racks }) => [hall, phase, gpus, racks])).toEqual([
      ["newcastle", "first", 8_000, 112],
      ["second", "grown", 11_520, 160],
      ["third", "grown", 11_480, 160],
    ]);
    expect([firstGoal?.plannedGpus, grownGoal?.plannedGpus]).toEqual([8_000, 31_000]);
    expect(summary.phases.map(({ itMegawatts, facilityMegawatts }) => [itMegawatts, facilityMegawatts])).toEqual([
      [15.68, 18.032],
      [60.48, 69.552],
    ]);
  });

  test("accelerators, power and cooling that are all assumed", () => {
    const { cooling, powerAgreements } = spec.site;
    const facts = [
      first?.gpuGoal?.accelerator,
      cooling.system,
      cooling.supplies,
      powerAgreements["grid"]?.source,
      first?.capacityMegawatts,
    ];
    expect(facts.map((fact) => fact?.basis)).toEqual(Array(5).fill("assumed"));
  });

  test.each([
    ["2026-06-30", 20, 0],
    ["2026-12-31", 20, 8_000],
    ["2027-11-01", 75, 19_520],
    ["2027-12-31", 75, 31_000],
  ])("on %s %d MW and %d GPUs", (date, capacityMegawatts, gpusInstalled) => {
    expect(siteOn(spec, date)).toMatchObject({ capacityMegawatts, gpusInstalled });
  });
});
