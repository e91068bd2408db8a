import { expect, test } from "vitest";
import type { Resource } from "../../../policies/lib/rule.ts";
import { rules } from "../../../policies/renewable-power/rules.ts";
import { findingsIn, resourcesOf } from "../../support/policies.ts";

const date = "2026-11-01";

const onGrid = (megawatts: number, zone: string) =>
  `got ${megawatts} MW of grid power in ${zone} until 2036-12-31, want a direct agreement with, or a plant on site of, a renewable source: hydro, geothermal, wind, solar; ` +
  `fix: sign the agreement that is planned: ${megawatts} MW of wind by 2030-12-31 [advisory: the site is declared to run on the grid, with a plan that ends it by 2030-12-31]`;

/** What the rules say of each stack. Nothing blocks: every finding of a mandatory rule is a note, with the reason in brackets. */
const findings: Readonly<Record<string, readonly string[]>> = {
  glomfjord: [],
  narvik: [],
  keflavik: [],
  loughton: [`violated loughton-grid: ${onGrid(90, "GB")}`],
  texas: [`violated texas-grid: ${onGrid(240, "ERCOT")}`],
  "stargate-uk": [`violated stargate-uk-grid: ${onGrid(75, "GB")}`],
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
