import { nameOfUrn, printFinding, type Verdict } from "../../policies/verdicts/apply-exemptions.ts";
import type { EngineViolation } from "../plan/step.ts";
import type { StackReview } from "../schema.ts";

/** The verdicts on a stack before and after a change, by the same rules and exemptions. */
export interface RuleResults {
  /** Before the change, on the day of judgement. */
  readonly before: readonly Verdict[];
  /** After it, on the day of judgement. */
  readonly after: readonly Verdict[];
  /** After it, on the date of the stack's data. */
  readonly onDataDate: readonly Verdict[];
}

export const noRuleResults: RuleResults = { before: [], after: [], onDataDate: [] };

type ReviewedVerdict = StackReview["policies"][number];
type Notable = Verdict & { readonly outcome: ReviewedVerdict["outcome"] };

/** The worst first. */
const outcomes: readonly string[] = ["violation", "exempted", "advisory"];

const origins: readonly ReviewedVerdict["origin"][] = ["new", "time", "old"];

const isNotable = (result: Verdict): result is Notable => outcomes.includes(result.outcome);
const keyOf = ({ rule, urn, outcome }: Verdict) => `${rule} ${urn} ${outcome}`;
const keysOf = (results: readonly Verdict[]) => new Set(results.filter(isNotable).map(keyOf));

function verdictOf(result: Notable, origin: ReviewedVerdict["origin"]): ReviewedVerdict {
  const { rule, urn, outcome, exemption } = result;
  return {
    rule,
    resource: nameOfUrn(urn),
    outcome,
    message: printFinding(result),
    origin,
    ...(exemption === undefined
      ? {}
      : { exemption: { owner: exemption.owner, expires: exemption.expires, ticket: exemption.ticket, reason: exemption.reason } }),
  };
}

/** The findings to report. A finding is new if the stack did not have it before the change, judged on the same day. */
export function verdictsOf(
  { before, after, onDataDate }: RuleResults,
  engine: readonly EngineViolation[],
): Pick<StackReview, "policies" | "rulesPassed"> {
  const [old, atFirst] = [keysOf(before), keysOf(onDataDate)];
  const originOf = (key: string) => (!old.has(key) ? "new" : atFirst.has(key) ? "old" : "time");
  const notable = after.filter(isNotable);
  const found = notable.map((result) => verdictOf(result, originOf(keyOf(result))));
  // The engine's own violations are always kept: it knows values that are hidden here.
  const known = new Set(notable.map(({ rule, urn }) => `${rule} ${urn}`));
  const further = engine
    .filter(({ rule, urn }) => !known.has(`${rule} ${urn}`))
    .map(({ rule, urn, level, message }): ReviewedVerdict => ({
      rule,
      resource: nameOfUrn(urn),
      outcome: level === "mandatory" ? "violation" : "advisory",
      message,
      origin: "new",
    }));
  const policies = [...found, ...further].sort(
    (a, b) =>
      outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) ||
      origins.indexOf(a.origin) - origins.indexOf(b.origin) ||
      (`${a.rule} ${a.resource}` < `${b.rule} ${b.resource}` ? -1 : 1),
  );
  const failed = new Set(policies.map(({ rule }) => rule));
  const passed = after.filter(({ rule, outcome }) => outcome.startsWith("passed") && !failed.has(rule)).map(({ rule }) => rule);
  return { policies, rulesPassed: new Set(passed).size };
}
