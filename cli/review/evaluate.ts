import type { IsoDate } from "../../components/lib/date.ts";
import { rules } from "../../policies/rules.ts";
import type { Exemption } from "../../policies/verdicts/exemptions.ts";
import { readExemptions } from "../../policies/verdicts/read-exemptions.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import type { SourcedEvaluation } from "../../policies/formats/report.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import { stackResource } from "../policy/declared.ts";
import { pulumiStateOf, settingsOf } from "../policy/subject.ts";
import { noRuleResults } from "../../review/judge/policies.ts";
import type { JudgedPlan } from "../../review/judge/review.ts";
import { strictest, type BaseJudgement } from "../../review/base/judge.ts";
import type { Step } from "../../review/plan/step.ts";
import { messageOf } from "../../components/lib/error.ts";

/** A plan without the verdicts. */
export type ComparedPlan = Omit<JudgedPlan, "rules">;

/** A plan with the verdicts, and the resources that were judged. */
export interface RuledPlan extends JudgedPlan {
  readonly asOf: IsoDate;
  readonly resources: readonly Resource[];
  /** The evaluations on the data's date and on the day of judgement; a single one if the days are the same. */
  readonly judgements: readonly SourcedEvaluation[];
}

/** The resources of a stack on one side of its plan, the stack itself and its state. */
export function resourcesOf(stackName: string, steps: readonly Step[], side: "before" | "after"): Resource[] {
  const on = (of: "before" | "after") =>
    steps.flatMap(({ urn, type, name, [of]: props }) => (props === undefined ? [] : [{ urn, type, name, props }]));
  const resources = on(side);
  if (resources.length === 0) return [];
  // The state itself is judged as a resource, as in `npm run policy`.
  const place = {
    backend: process.env["PULUMI_BACKEND_URL"] ?? "file:",
    ...settingsOf(stackName),
    recorded: side === "after" ? on("before") : [],
  };
  return [stackResource(stackName), ...resources, pulumiStateOf(stackName, resources, place)];
}

/**
 * Judges each plan by every rule: before the change and after it on `date`, and after it on the date of its data. What `base` finds on `date` binds as well.
 */
export function evaluatePlans(plans: readonly ComparedPlan[], date: IsoDate, base?: BaseJudgement): RuledPlan[] {
  let exemptions: readonly Exemption[];
  try {
    exemptions = readExemptions(rules);
  } catch (error) {
    const message = messageOf(error);
    return plans.map((plan) => unjudged({ ...plan, error: message }, date));
  }
  return plans.map((plan) => evaluatePlan(plan, date, exemptions, base));
}

function evaluatePlan(plan: ComparedPlan, date: IsoDate, exemptions: readonly Exemption[], base: BaseJudgement | undefined): RuledPlan {
  // An incomplete plan is not judged: a missing resource would look like a violation, or hide one.
  if (plan.error !== undefined) return unjudged(plan, date);
  try {
    const [before, resources] = (["before", "after"] as const).map((side) => resourcesOf(plan.stack, plan.steps, side)) as [
      Resource[],
      Resource[],
    ];
    const asOf = plan.after?.asOf ?? date;
    const on = (day: IsoDate, of: readonly Resource[]): SourcedEvaluation => ({ source: "plan", ...judgeOn(day, of, rules, exemptions) });
    const judgements = (resources.length === 0 ? [] : [...new Set([asOf, date])].sort().map((day) => on(day, resources))).map((one) =>
      one.date === date ? { ...one, results: strictest(one.results, base?.violationsOf(plan.stack, date) ?? []) } : one,
    );
    const resultsOn = (day: IsoDate) => judgements.find((judgement) => judgement.date === day)?.results ?? [];
    return {
      ...plan,
      asOf,
      resources,
      judgements,
      rules: { before: before.length === 0 ? [] : on(date, before).results, after: resultsOn(date), onDataDate: resultsOn(asOf) },
    };
  } catch (error) {
    return unjudged({ ...plan, error: `a rule could not judge the stack: ${messageOf(error)}` }, date);
  }
}

const unjudged = (plan: ComparedPlan, asOf: IsoDate): RuledPlan => ({ ...plan, asOf, resources: [], judgements: [], rules: noRuleResults });
