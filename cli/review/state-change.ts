import type { StackState } from "../stack/state.ts";
import { noRuleResults } from "../../review/judge/policies.ts";
import { reviewPlans } from "../../review/judge/review.ts";
import { isDeclared } from "../../review/plan/events.ts";
import type { PlannedStack } from "../../review/plan/planned.ts";
import { planBetween } from "../../review/plan/pure.ts";
import { hideSecrets, type Properties } from "../../review/plan/step.ts";
import { printDone } from "../../review/render/terminal.ts";

const stackType = "pulumi:pulumi:Stack";

/** A stack as recorded in a state; undefined if the state has no resources. */
function plannedIn(stackName: string, { deployment: { resources = [] } }: StackState): PlannedStack | undefined {
  if (resources.length === 0) return undefined;
  const root = resources.find(({ type }) => type === stackType);
  return {
    stack: stackName,
    summary: (root?.["outputs"] as { readonly summary?: unknown } | undefined)?.summary,
    resources: resources
      .map(({ urn, type, inputs = {}, ...rest }) => ({
        urn,
        type,
        name: urn.split("::").at(-1) ?? "",
        isProtected: rest["protect"] === true,
        isRetained: rest["retainOnDelete"] === true,
        isGoing: rest["delete"] === true,
        inputs: hideSecrets(inputs) as Properties,
      }))
      .filter((resource) => isDeclared(resource) && !resource.isGoing)
      .map(({ isGoing: _isGoing, ...resource }) => ({ ...resource, inputs: { ...resource.inputs } })),
  };
}

/** The effects of an update on a stack, as a review, from its states before and after. Without verdicts: the rules were judged before the update. */
export function printUpdate(stackName: string, before: StackState, after: StackState, isColoured: boolean): string {
  const plan = planBetween(stackName, plannedIn(stackName, before), plannedIn(stackName, after));
  const context = { repository: "", judgedOn: plan.after?.asOf ?? "", fullPage: "", isAcknowledged: true };
  const [reviewed] = reviewPlans([{ ...plan, comparedWith: "its state", rules: noRuleResults }], context).stacks;
  return reviewed === undefined ? "" : printDone(reviewed, isColoured);
}
