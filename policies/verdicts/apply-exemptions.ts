import type { IsoDate } from "../../components/lib/date.ts";
import { isCurrent, isExpired, isFor, printExemption, type Exemption } from "./exemptions.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Result } from "./judge.ts";
import type { Rule } from "../lib/rule.ts";

/** The consequence of a result: only a violation blocks. `passed-on-assumption` passed on a fact that no source states. */
export type Outcome = "passed" | "passed-on-assumption" | "violation" | "advisory" | "exempted" | "not-applicable";

/** A fact that no source states, and that a rule read when it passed. */
export interface AssumedFact {
  readonly urn: string;
  /** The path of the fact in its resource. */
  readonly path: string;
  readonly reason: string;
}

/** A result with its outcome, and the reason if the outcome differs from the rule's own level. */
export interface Verdict extends Result {
  readonly outcome: Outcome;
  readonly note?: string;
  /** The fingerprint of a finding. */
  readonly fingerprint?: string;
  readonly exemption?: Exemption;
  /** The assumed facts that a pass rests on. */
  readonly assumptions?: readonly AssumedFact[];
}

/**
 * The outcome of a rule's result on a date. Under draft law a finding is advisory; an exemption excuses a violation; a result that could
 * not be judged counts as violated.
 */
export function applyExemptions(rule: Rule, result: Result, exemptions: readonly Exemption[], date: IsoDate): Verdict {
  const { verdict, finding } = result;
  if (verdict === "passed" || verdict === "not-applicable") return { ...result, outcome: verdict };
  const found = { ...result, fingerprint: fingerprintOf(result, date) };
  if (finding?.advisory !== undefined) return { ...found, outcome: "advisory", note: `not enforced: ${finding.advisory}` };
  const own = exemptions.filter((one) => isFor(one, found));
  const exemption = own.find((one) => isCurrent(one, date));
  if (exemption !== undefined) return { ...found, outcome: "exempted", exemption, note: `exempted by ${printExemption(exemption)}` };
  if (rule.level === "advisory") return { ...found, outcome: "advisory" };
  const expired = own.find((one) => isExpired(one, date));
  if (expired === undefined) return { ...found, outcome: "violation" };
  return { ...found, outcome: "violation", note: `the exemption by ${printExemption(expired)} has ended` };
}

/** A result that needs attention, for a person: `got …, want …; fix: …`. */
export function printFinding({ finding, note }: Verdict): string {
  const why = note === undefined ? "" : ` (${note})`;
  return finding === undefined ? `violated${why}` : `got ${finding.got}, want ${finding.want}; fix: ${finding.fix}${why}`;
}

/** `passed on assumed facts: narvik: owners.nscale.sharePercent (no other owner is known)`. */
export const printAssumptions = ({ assumptions = [] }: Verdict): string =>
  `passed on assumed facts: ${assumptions.map(({ urn, path, reason }) => `${nameOfUrn(urn)}: ${path} (${reason})`).join(", ")}`;

/** The resource name in a URN. */
export const nameOfUrn = (urn: string): string => urn.split("::").at(-1) ?? "";
