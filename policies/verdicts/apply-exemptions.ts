import type { IsoDate } from "../../components/lib/date.ts";
import { isCurrent, isExpired, isFor, printExemption, type Exemption } from "./exemptions.ts";
import type { Result } from "./judge.ts";
import type { Rule } from "../lib/rule.ts";

/** The consequence of a result: only a violation blocks. */
export type Outcome = "passed" | "violation" | "advisory" | "exempted" | "not-applicable";

/** A result with its outcome, and the reason if the outcome differs from the rule's own level. */
export interface Verdict extends Result {
  readonly outcome: Outcome;
  readonly note?: string;
  readonly exemption?: Exemption;
}

/**
 * The outcome of a rule's result on a date. Under draft law a finding is advisory; an exemption excuses a violation; a result that could
 * not be judged counts as violated.
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

/** A result that needs attention, for a person: `got …, want …; fix: …`. */
export function printFinding({ finding, note }: Verdict): string {
  const why = note === undefined ? "" : ` (${note})`;
  return finding === undefined ? `violated${why}` : `got ${finding.got}, want ${finding.want}; fix: ${finding.fix}${why}`;
}

/** The resource name in a URN. */
export const nameOfUrn = (urn: string): string => urn.split("::").at(-1) ?? "";
