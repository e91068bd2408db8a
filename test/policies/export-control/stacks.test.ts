import { expect, test } from "vitest";
import type { Resource } from "../../../policies/lib/rule.ts";
import { rules } from "../../../policies/export-control/rules.ts";
import { findingsIn, resourcesOf } from "../../support/policies.ts";

const date = "2026-11-01";

const worldwide = (stack: string, deliveries: number, want: string) =>
  `violated ${stack}: got ${deliveries} of ${deliveries} deliveries without what the worldwide requirement would ask for, want ${want}; ` +
  "fix: have counsel keep the papers ready; rely on none of these exceptions without counsel " +
  "[advisory: suspended: Framework for Artificial Intelligence Diffusion (90 FR 4544; 15 CFR 740.27 and part 740, supplement 5), " +
  "which BIS does not enforce since its press release of 13 May 2025, and which was still in the CFR in June 2026 (GAO B-337935)]";
const certification = "exception AIA with a certification, since the destination and every headquarters and ultimate parent are listed";

/** Findings of the rules on each stack: notes alone, with the reason in brackets. */
const findings: Readonly<Record<string, readonly string[]>> = {
  glomfjord: [worldwide("glomfjord", 2, certification)],
  narvik: [worldwide("narvik", 6, certification)],
  keflavik: [worldwide("keflavik", 1, "a licence, or LPP or DC-VEU, since IS is not listed")],
  loughton: [worldwide("loughton", 2, certification)],
  texas: [],
  "stargate-uk": [worldwide("stargate-uk", 3, certification)],
  fleet: [],
};

const stacks: Record<string, readonly Resource[]> = {};
for (const stack of Object.keys(findings)) stacks[stack] = await resourcesOf(stack);

test.each(Object.entries(findings))("%s", (stack, expected) => {
  expect(findingsIn(rules, stacks[stack] ?? [], date)).toEqual(expected);
});

test.each(Object.keys(stacks))("%s needs nothing new on the day on which the affiliates rule returns", (stack) => {
  expect(findingsIn(rules, stacks[stack] ?? [], "2026-11-10")).toEqual(findings[stack]);
});
