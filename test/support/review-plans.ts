import { noRuleResults } from "../../review/judge/policies.ts";
import { reviewPlans, type JudgedPlan, type ReviewContext } from "../../review/judge/review.ts";
import type { Step } from "../../review/plan/step.ts";
import type { Review } from "../../review/schema.ts";

/** A step on a ConfigMap, with changes of one's own. */
export function step(op: Step["op"], changes: Partial<Step> = {}): Step {
  const { type = "kubernetes:core/v1:ConfigMap", name = "facts" } = changes;
  return {
    op,
    urn: `urn:pulumi:narvik::nscale::${type}::${name}`,
    type,
    name,
    ...(op === "create" ? {} : { before: { data: { site: "before" } } }),
    ...(op === "delete" ? {} : { after: { data: { site: op === "same" ? "before" : "after" } } }),
    causes: [],
    isProtected: false,
    isRetained: false,
    ...changes,
  };
}

/** A plan of these steps and no rules. */
export const planOf = (stack: string, steps: readonly Step[], changes: Partial<JudgedPlan> = {}): JudgedPlan => ({
  stack,
  steps,
  violations: [],
  comparedWith: "main",
  notes: [],
  rules: noRuleResults,
  ...changes,
});

/** The review of plans at the repository example/sites. */
export const reviewOf = (plans: readonly JudgedPlan[], changes: Partial<ReviewContext> = {}): Review =>
  reviewPlans(plans, {
    repository: "example/sites",
    judgedOn: "2026-11-15",
    fullPage: "out/review/review.html",
    isAcknowledged: false,
    ...changes,
  });
