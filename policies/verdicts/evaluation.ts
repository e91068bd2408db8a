import type { IsoDate } from "../../components/lib/date.ts";
import { inForceOn, type LegalStatus } from "../../components/lib/dated.ts";
import { applyExemptions, type Verdict } from "./apply-exemptions.ts";
import { assumedLawResults, isLive } from "./assumed-law.ts";
import { byType, markAssumptions } from "./assumptions.ts";
import { exemptionResults } from "./exemption-results.ts";
import type { Exemption } from "./exemptions.ts";
import { unreadLawResults } from "./unread-law.ts";
import { judgesType, judge, stackUrnOf } from "./judge.ts";
import type { Resource, Rule } from "../lib/rule.ts";
import { guardUnknowns } from "../lib/unknown.ts";

/** An entry of dated law that a rule applied. */
interface AppliedLaw {
  readonly rule: string;
  readonly source: string;
  readonly status: LegalStatus;
  readonly validFrom: IsoDate;
  readonly validTo?: IsoDate;
}

/** Verdicts of every rule on a stack at a date. */
export interface StackEvaluation {
  readonly date: IsoDate;
  /** A verdict for each rule and resource, sorted. */
  readonly results: readonly Verdict[];
  readonly law: readonly AppliedLaw[];
}

const keyOf = ({ rule, urn, finding }: Verdict) => `${rule} ${urn} ${finding?.got ?? ""}`;

/** Judges a stack by all rules on a date. A rule that covers none of its resources is listed as not applicable: nothing is left out silently. */
export function judgeOn(
  date: IsoDate,
  resources: readonly Resource[],
  rules: readonly Rule[],
  exemptions: readonly Exemption[],
): StackEvaluation {
  const stack = resources.map(guardUnknowns);
  const stackUrn = stackUrnOf(stack);
  const types = byType(resources);
  const judged = rules.flatMap((rule) => {
    const found = judge([rule], stack, date);
    const isIdle = found.length === 0 && rule.kind === "resource" && !stack.some(({ type }) => judgesType(rule, type));
    const idle: Verdict[] = isIdle
      ? [
          {
            rule: rule.name,
            urn: stackUrn,
            verdict: "not-applicable",
            outcome: "not-applicable",
            reason: "the stack has no resource that it covers",
          },
        ]
      : [];
    return [...idle, ...found.map((result) => markAssumptions(rule, applyExemptions(rule, result, exemptions, date), types))];
  });
  const applied = new Set(judged.filter(({ outcome }) => outcome !== "not-applicable").map(({ rule }) => rule));
  const live = isLive(resources);
  const results = [
    ...judged,
    ...assumedLawResults(rules, judged, stackUrn, live, date),
    ...unreadLawResults(rules, applied, stackUrn, live, date),
  ];
  const used = new Set(results.flatMap(({ exemption }) => exemption ?? []));
  return {
    date,
    results: [...results, ...exemptionResults(exemptions, used, stackUrn, date)].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
    law: rules.flatMap(({ name, law = [] }) =>
      inForceOn(law, date).map(({ source, status, validFrom, validTo }) => ({
        rule: name,
        source,
        status,
        validFrom,
        ...(validTo === undefined ? {} : { validTo }),
      })),
    ),
  };
}

/** The results that block. */
export const violationsOf = ({ results }: StackEvaluation): readonly Verdict[] => results.filter(({ outcome }) => outcome === "violation");
