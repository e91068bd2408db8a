import type { StackReview } from "../schema.ts";

type Verdict = StackReview["policies"][number];

/** Verdicts of one rule that differ in the resource only. */
export type PolicyGroup = readonly [Verdict, ...Verdict[]];

/** Where a verdict comes from, in words. */
export const origins = {
  new: "new with this change",
  time: "by the passing of time",
  old: "before this change too",
} as const satisfies Record<Verdict["origin"], string>;

/** Puts together what a rule says alike of several resources, in the order of the first of each. */
export const groupPolicies = (policies: readonly Verdict[]): PolicyGroup[] =>
  [...Map.groupBy(policies, ({ rule, outcome, origin, exemption }) => [rule, outcome, origin, exemption?.ticket].join(" ")).values()] as [
    Verdict,
    ...Verdict[],
  ][];
