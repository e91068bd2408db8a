import { expect, test } from "vitest";
import type { Resource } from "../../../policies/lib/rule.ts";
import { rules } from "../../../policies/energy-permitting/rules.ts";
import { findingsIn, resourcesOf } from "../../support/policies.ts";

const date = "2026-11-01";
const fix = "fix: have the analysis made, and declare heatAssessment";

/** What the rules say of each stack. Nothing blocks: every finding of a mandatory rule is a note, with the reason in brackets. */
const findings: Readonly<Record<string, readonly string[]>> = {
  glomfjord: [
    `violated glomfjord: got 60 MW with no heat reuse and no assessment of it, want heat that is delivered, or an assessment that finds it not feasible, above 2 MW; ${fix} [advisory: not verified: Norwegian Energy Act sections 7-2 to 7-4 (Prop. 100 L (2022-2023)), sanctioned, but with no day of force found]`,
  ],
  narvik: [
    "violated narvik-ambition: got 520 MW in phase ambition, 290 MW more than the 230 MW reserved before 2026-04-23, want at most 5 MW beyond what was reserved by then; fix: show an older reservation, or plan the growth elsewhere [advisory: not verified: Statnett's halt of new reservations above 5 MW north of Svartisen, by the press of 23 April 2026]",
  ],
  keflavik: [
    `violated keflavik: got 15 MW with no heat reuse and no assessment of it, want heat that is delivered, or an assessment that finds it not feasible, above 1 MW; ${fix}`,
  ],
  loughton: [],
  texas: [],
  "stargate-uk": [],
  fleet: [],
};

const stacks: Record<string, readonly Resource[]> = {};
for (const stack of Object.keys(findings)) stacks[stack] = await resourcesOf(stack);

test.each(Object.entries(findings))("%s", (stack, expected) => {
  const found = findingsIn(rules, stacks[stack] ?? [], date);
  expect(found).toEqual(expected);
});

test.each(Object.keys(stacks))("%s violates no mandatory rule", (stack) => {
  const mandatory = rules.filter(({ level }) => level === "mandatory");
  const found = findingsIn(mandatory, stacks[stack] ?? [], date);
  expect(found.filter((finding) => !finding.includes("[advisory: "))).toEqual([]);
});
