import type { IsoDate } from "../../components/lib/date.ts";
import { isCurrent, isExpired, isFor, printExemption, type Exemption } from "./exemptions.ts";
import type { Result } from "./judge.ts";
import type { Rule } from "./rule.ts";

/** What follows from a result: only a violation blocks. */
export type Outcome = "passed" | "violation" | "advisory" | "exempted" | "not-applicable";

/** A result with what follows from it, and why that is so where it is not the rule's own level. */
export interface Verdict extends Result {
  readonly outcome: Outcome;
  readonly note?: string;
  readonly exemption?: Exemption;
}

/**
 * What follows from a rule's result on a date: the law behind a finding may be no more than a draft, somebody may answer for the violation.
 * What could not be judged counts as violated.
 */
export function applyExemptions(rule: Rule, result: Result, exemptions: readonly Exemption[], date: IsoDate): Verdict {
  const { verdict, finding } = result;
  if (verdict === "passed" || verdict === "not-applicable") return { ...result, outcome: verdict };
  if (finding?.advisory !== undefined) return { ...result, outcome: "advisory", note: `not enforced: ${finding.advisory}` };
  const exemption = exemptions.find((one) => isFor(one, result) && isCurrent(one, date));
  if (exemption !== undefined) return { ...result, outcome: "exempted", exemption, note: `exempted by ${printExemption(exemption)}` };
  if (rule.level === "advisory") return { ...result, outcome: "advisory" };
  const expired = exemptions.find((one) => isFor(one, result) && isExpired(one, date));
  if (expired === undefined) return { ...result, outcome: "violation" };
  return { ...result, outcome: "violation", note: `the exemption by ${printExemption(expired)} has ended` };
}

/** What a person reads of a result that is not good: `got …, want …; fix: …`. */
export function printFinding({ finding, note }: Verdict): string {
  const why = note === undefined ? "" : ` (${note})`;
  return finding === undefined ? `violated${why}` : `got ${finding.got}, want ${finding.want}; fix: ${finding.fix}${why}`;
}

/** The name of the resource that a URN is of. */
export const nameOfUrn = (urn: string): string => urn.split("::").at(-1) ?? "";
