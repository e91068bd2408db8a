import { describe, expect, test } from "vitest";
import { gpusInAll, gpusUpTo, stepsOf } from "../../components/capacity/growth.ts";
import { planGpuCluster } from "../../components/cluster/plan/index.ts";
import { powerBudgetMegawatts } from "../../components/kubernetes/plan/monitoring.ts";
import { assumed } from "../../components/lib/fact.ts";
import type { StackInput, StackSpec } from "../../components/schema/stack.ts";
import { parseStack } from "../../components/stack/parse.ts";
import { summarize } from "../../components/summary/summarize.ts";
import { siteOn } from "../../components/summary/timeline.ts";
import { exampleCluster, exampleStack } from "../support/specs.ts";

const why = "an example";

const step = (name: string, megawatts: number, energisedOn: string) => ({
  name,
  capacityMegawatts: assumed(megawatts, why),
  energisedOn: assumed(energisedOn, why),
  status: energisedOn < "2026-11-01" ? ("energised" as const) : ("planned" as const),
  feeds: { redundancy: assumed("N+1" as const, why), count: assumed(3, why), megawattsEach: assumed(10, why) },
});

const delivery = (gpus: number, deliveredOn: string) => ({
  cluster: "training",
  accelerator: "b200" as const,
  gpus: assumed(gpus, why),
  deliveredOn: assumed(deliveredOn, why),
  origin: assumed("TW", why),
  authorisation: { kind: "not-required" as const, basis: assumed("a rule by which none is needed", why) },
});

/** One cluster of 2,500 GPUs at 6 MW that grows to 5,000 at 12 MW, a part of which comes before the phase. */
function growing(): StackInput {
  const stack = exampleStack();
  return {
    ...stack,
    site: { ...stack.site, phases: [step("initial", 6, "2026-01-01"), step("expansion", 12, "2027-07-01")] },
    clusters: {
      training: exampleCluster({
        gpus: assumed(2_500, why),
        growth: { expansion: assumed(5_000, "the second phase doubles it") },
        kubernetes: { tenants: { research: { guaranteedSharePercent: assumed(50, why), preemptionOrder: 1 } } },
      }),
    },
    deliveries: { first: delivery(2_500, "2026-02-01"), early: delivery(500, "2027-05-01"), rest: delivery(2_000, "2027-08-01") },
  };
}

const trainingOf = ({ clusters }: StackSpec) => clusters["training"] as StackSpec["clusters"][string];

describe("a cluster that grows with its site", () => {
  const now = parseStack("now.ts", growing());
  const later = parseStack("later.ts", {
    ...growing(),
    asOf: "2027-09-01",
    site: {
      ...growing().site,
      phases: [step("initial", 6, "2026-01-01"), { ...step("expansion", 12, "2027-07-01"), status: "energised" }],
    },
  });

  test("has the GPUs of the date of its data, in its machines, its facts and its budget of power", () => {
    const facts = (stack: StackSpec) => planGpuCluster("training", trainingOf(stack), { key: "example", spec: stack.site }).facts;
    expect(facts(now)).toMatchObject({
      gpus: 2_500,
      hosts: 313,
      phase: "initial",
      growth: { initial: 2_500, expansion: 5_000 },
      facilityMegawatts: 5.147285,
    });
    expect(facts(later)).toMatchObject({
      gpus: 5_000,
      hosts: 625,
      phase: "initial",
      growth: { initial: 2_500, expansion: 5_000 },
      facilityMegawatts: 10.278125,
    });
    expect([powerBudgetMegawatts("training", now), powerBudgetMegawatts("training", later)]).toEqual([6, 12]);
  });

  test("is shown with its machines, its power and its tenants' guarantees of each phase", () => {
    const summary = summarize("example", now);
    expect(summary.gpus).toEqual({ planned: 5_000, installed: 2_500, bySku: { b200: 5_000 } });
    expect(summary.clusters["training"]?.growth).toEqual([
      {
        phase: "initial",
        gpus: 2_500,
        units: 313,
        hosts: 313,
        itMegawatts: 4.4759,
        facilityMegawatts: 5.147285,
        guaranteedGpus: { research: 1_248 },
      },
      {
        phase: "expansion",
        gpus: 5_000,
        units: 625,
        hosts: 625,
        itMegawatts: 8.9375,
        facilityMegawatts: 10.278125,
        guaranteedGpus: { research: 2_496 },
      },
    ]);
    expect(summary.phases.map(({ name, facilityMegawatts, headroomMegawatts }) => [name, facilityMegawatts, headroomMegawatts])).toEqual([
      ["initial", 5.147285, 0.852715],
      ["expansion", 10.278125, 1.721875],
    ]);
    expect(summary.timeline.filter(({ event }) => event.includes("grows"))).toEqual([
      { date: "2027-07-01", event: "cluster training grows to 5000 GPUs" },
    ]);
    expect(summary.notes).toEqual([
      {
        path: "clusters.training.gpus",
        got: "2,500 GPUs, which quotas and shares count, on 313 hosts of 8, which power and machines count",
        want: "GPUs of whole hosts",
        fix: "write 2496 or 2504",
      },
    ]);
  });

  test("draws its power from the dates of its phases on", () => {
    const on = (date: string) => siteOn(later, date).facilityMegawatts;
    expect([on("2025-12-31"), on("2026-01-01"), on("2027-06-30"), on("2027-07-01")]).toEqual([0, 5.147285, 5.147285, 10.278125]);
  });

  test("guarantees what the date's GPUs hold", () => {
    expect(summarize("example", now).tenants["research"]?.guaranteedGpus).toBe(1_248);
    expect(summarize("example", later).tenants["research"]?.guaranteedGpus).toBe(2_496);
  });
});

test("the GPUs of a cluster that does not grow are those of its phase on", () => {
  const cluster = trainingOf(parseStack("example.ts", exampleStack()));
  expect(stepsOf(cluster)).toEqual([{ phase: "initial", gpus: 100 }]);
  expect([gpusUpTo(stepsOf(cluster), []), gpusUpTo(stepsOf(cluster), ["initial", "expansion"]), gpusInAll(cluster)]).toEqual([0, 100, 100]);
});
