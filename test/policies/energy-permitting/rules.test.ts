import { rules } from "../../../policies/energy-permitting/rules.ts";
import { expect, test } from "vitest";
import type { JurisdictionCode } from "../../../components/catalog/jurisdictions.ts";
import { placeHasRulesIn } from "../../../policies/energy-permitting/place.ts";
import { placeRules } from "../../../policies/law/places.ts";
import { judge } from "../../../policies/verdicts/judge.ts";
import { printResult, resourcesOf, testRules } from "../../support/policies.ts";
import { site } from "../../support/site-resources.ts";
import { cases as curtailment } from "./curtailment.ts";
import { cases as grid } from "./grid.ts";
import { cases as heat } from "./heat.ts";
import { cases as largeLoad } from "./large-load.ts";
import { cases as permits } from "./permits.ts";
import { cases as place } from "./place.ts";
import { cases as powerBudget } from "./power-budget.ts";
import { cases as registrant } from "./registrant.ts";
import { cases as reserved } from "./reserved-capacity.ts";
import { cases as rideThrough } from "./ride-through.ts";

/** A stack of the repository in each place. */
const stackIn: Readonly<Record<JurisdictionCode, string>> = { NO: "narvik", IS: "keflavik", GB: "loughton", "US-TX": "texas" };

testRules(rules, {
  ...grid,
  ...powerBudget,
  ...permits,
  ...heat,
  ...largeLoad,
  ...curtailment,
  ...place,
  ...registrant,
  ...reserved,
  ...rideThrough,
});

test("the rules of each place exist, and judge a site that lies there", async () => {
  for (const [place, known] of Object.entries(placeRules)) {
    if (!("rules" in known)) continue;
    const named = known.rules.map((name) => rules.find((rule) => rule.name === name));
    expect(named.map((rule) => rule?.name)).toEqual(known.rules);
    const stack = stackIn[place as JurisdictionCode];
    const outcomes = judge(
      named.flatMap((rule) => rule ?? []),
      await resourcesOf(stack),
      "2026-11-01",
    );
    // Another reason than the place may take its subject from a rule.
    const passesOver = (name: string) =>
      outcomes.filter(({ rule }) => rule === name).every(({ reason }) => reason?.startsWith("the site is in") === true);
    expect(known.rules.filter(passesOver)).toEqual([]);
  }
});

test("a place of which no rule is known is told with the reason, and does not block", () => {
  const rule = placeHasRulesIn({ NO: placeRules.NO, SE: { noneKnown: "its law was not read yet" } });
  expect(judge([rule], [site({ "location.jurisdiction": "SE" })], "2026-11-01").map(printResult)).toEqual([
    "violated north: got no rule knows SE: its law was not read yet, want a place whose law on permits some rule knows: NO; fix: read the place's law, write its rules, and name them in policies/law/places.ts [advisory: the place is on record, and the reason is stated]",
  ]);
});
