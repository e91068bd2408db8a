import { describe, expect, test } from "vitest";
import { firmMegawatts, ladderOn, rungsOf } from "../../../components/flexibility/ladder.ts";
import { promisedMegawatts, promisedOn } from "../../../components/flexibility/promises.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { parseStack } from "../../../components/stack/parse.ts";
import { summarize } from "../../../components/summary/summarize.ts";
import type { StackInput } from "../../../components/schema/stack.ts";
import glomfjord from "../../../stacks/glomfjord.ts";
import narvik from "../../../stacks/narvik.ts";
import texas from "../../../stacks/texas.ts";
import { linesOf, set } from "../../support/invalid.ts";

const copyOf = (stack: StackInput): StackInput => JSON.parse(JSON.stringify(stack)) as StackInput;

const ladderOf = (file: string, stack: StackInput, date = "2026-11-01") => {
  const { loadMegawatts, steps } = ladderOn(parseStack(file, stack), date);
  return { loadMegawatts, rungs: rungsOf(steps).map(({ kind, gpus, megawatts, seconds }) => [kind, gpus, megawatts, seconds]), steps };
};

describe("glomfjord", () => {
  test("sheds what nobody is promised, then what its research keeps to low priority", () => {
    const { loadMegawatts, rungs, steps } = ladderOf("stacks/glomfjord.ts", glomfjord);
    // 1,664 hosts of 14.3 kW at a PUE of 1.2.
    expect(loadMegawatts).toBe(28.55424);
    expect(rungs).toEqual([
      ["idle", 928, 1.99056, 0],
      ["surplus", 416, 0.89232, 330],
      ["borrowed", 8_288, 17.77776, 30],
      // 132 hosts, 20 % of 40 % of them: 132 x 14.3 kW x 1.2.
      ["low-priority", 1_056, 2.26512, 630],
    ]);
    // Lent GPUs are not counted: their owners may come back at any time.
    expect(firmMegawatts(steps)).toBe(5.148);
    expect(firmMegawatts(steps, 600)).toBe(2.88288);
  });

  test("a tenant's share that grows takes flexibility away, and too large a one breaks a promise of 4 MW", () => {
    const grown = (percent: number) => {
      const stack = copyOf(glomfjord);
      set(stack, "site.flexibility.main.megawatts.value", 4);
      set(stack, "site.offtake.nordic-ai.sharePercent.value", percent);
      return stack;
    };
    expect(firmMegawatts(ladderOf("stacks/glomfjord.ts", grown(54)).steps)).toBe(4.01544);
    expect(linesOf(() => parseStack("stacks/glomfjord.ts", grown(60)))).toEqual([
      "stacks/glomfjord.ts: site.flexibility.main.megawatts: got 4 MW to shed within 1,200 s, notice 900 s + ramp 300 s, on 2026-11-01, want at most the 2.29944 MW that can be shed by then without touching a guarantee: idle 0.01716 MW in 0 s + surplus 0.01716 MW in 330 s + low-priority 2.26512 MW in 630 s; not always there: borrowed 19.75116 MW in 30 s; fix: promise less or with a longer notice, or agree on more with tenants, in site.offtake.*.curtailment",
    ]);
  });
});

describe("narvik", () => {
  test("stops no training: OpenAI's racks slow down, and replicas of Norway's start-ups above their floor end after the longest answer", () => {
    const { rungs } = ladderOf("stacks/narvik.ts", narvik);
    expect(rungs).toEqual([
      ["idle", 856, 1.771, 0],
      ["surplus", 144, 0.322, 330],
      ["borrowed", 48_960, 109.48, 30],
      ["endpoint-replicas", 30, 0.0483, 645],
      // 37,800 GPUs x 700 W less x PUE 1.15.
      ["power-cap", 37_800, 30.429, 30],
    ]);
  });

  test("a phase's promise is the one in force then", () => {
    const { phases } = summarize("narvik", parseStack("stacks/narvik.ts", narvik));
    expect(phases.map(({ flexibility }) => [flexibility?.flexibleMegawatts, flexibility?.promisedMegawatts])).toEqual([
      [2.80462, 0],
      [32.5703, 20],
      [32.5703, 20],
    ]);
  });
});

test("texas: all of the site is one tenant's, and its GPUs are slowed, not stopped", () => {
  const { loadMegawatts, rungs } = ladderOf("stacks/texas.ts", texas);
  expect(loadMegawatts).toBe(238.714);
  expect(rungs).toEqual([["power-cap", 103_968, 85.877568, 30]]);
});

test("a guarantee is stopped last, and what its cap saves counts once", () => {
  const stack = copyOf(texas);
  set(stack, "site.offtake.microsoft.curtailment", {
    lowPriority: { sharePercent: assumed(10, "an example"), checkpointSeconds: assumed(300, "an example") },
    endpointReplicas: assumed(true, "an example"),
    powerCap: assumed(true, "an example"),
    guarantee: { sharePercent: assumed(50, "an example"), checkpointSeconds: assumed(900, "an example") },
  });
  const { rungs } = ladderOf("stacks/texas.ts", stack);
  expect(rungs).toEqual([
    // 144 racks of 140 kW x PUE 1.18.
    ["low-priority", 10_368, 23.7888, 330],
    // (32 - 2) + (8 - 1) replicas of one GPU of 1,400 W.
    ["endpoint-replicas", 37, 0.061124, 645],
    ["power-cap", 93_563, 77.283038, 30],
    // 722 racks whole, less the 700 W of 51,984 GPUs that the cap has saved.
    ["guarantee", 51_984, 76.335616, 930],
  ]);
});

test("promises at the same time add up, the most urgent first", () => {
  const { site } = parseStack("stacks/glomfjord.ts", glomfjord);
  const [main] = Object.values(site.flexibility);
  if (main === undefined) throw new Error("glomfjord promises nothing");
  const promises = { main, reserve: { ...main, noticeSeconds: assumed(0, "an example"), validFrom: assumed("2027-01-01", "an example") } };
  expect(promisedOn(promises, "2026-12-31").map(({ feed, withinSeconds }) => [feed, withinSeconds])).toEqual([["main", 1200]]);
  const both = promisedOn(promises, "2027-01-01");
  expect(both.map(({ feed, withinSeconds }) => [feed, withinSeconds])).toEqual([
    ["reserve", 300],
    ["main", 1200],
  ]);
  expect(promisedMegawatts(both)).toBe(4);
});
