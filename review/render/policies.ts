import type { StackReview } from "../schema.ts";

type Verdict = StackReview["policies"][number];

/** Verdicts of one rule, outcome, origin and exemption on several resources. */
export type PolicyGroup = readonly [Verdict, ...Verdict[]];

/** The origin of a verdict, in words. */
export const origins = {
  new: "new with this change",
  time: "by the passing of time",
  old: "before this change too",
} as const satisfies Record<Verdict["origin"], string>;

/** Verdicts in groups, in the order of each group's first verdict. */
export const groupPolicies = (policies: readonly Verdict[]): PolicyGroup[] =>
  [...Map.groupBy(policies, ({ rule, outcome, origin, exemption }) => [rule, outcome, origin, exemption?.ticket].join(" ")).values()] as [
    Verdict,
    ...Verdict[],
  ][];
