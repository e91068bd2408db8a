import { expect, test } from "vitest";
import type { Resource } from "../../../policies/lib/rule.ts";
import { rules } from "../../../policies/data-sovereignty/rules.ts";
import { findingsIn, resourcesOf } from "../../support/policies.ts";

const date = "2026-11-01";

const stacks: Record<string, readonly Resource[]> = {};
for (const stack of ["glomfjord", "narvik", "keflavik", "loughton", "texas", "stargate-uk", "fleet"])
  stacks[stack] = await resourcesOf(stack);

test.each(Object.keys(stacks))("%s violates nothing, and none of its own objects goes round what it declares", (stack) => {
  expect(findingsIn(rules, stacks[stack] ?? [], date)).toEqual([]);
});

test.each(["loughton", "stargate-uk"])("%s needs another basis of transfer from 2032 on", (stack) => {
  expect(findingsIn(rules, stacks[stack] ?? [], "2031-12-27")).toEqual([]);
  const after = findingsIn(rules, stacks[stack] ?? [], "2031-12-28");
  expect(after.map((finding) => finding.split(" with ")[0])).toEqual([
    expect.stringMatching(/^violated \w+: got data of \w+ that may come from the European Economic Area to GB$/),
  ]);
});
