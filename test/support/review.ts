import type { IsoDate } from "../../components/lib/date.ts";
import { parseStack } from "../../components/stack/parse.ts";
import type { StackInput } from "../../components/schema/stack.ts";
import { summarize } from "../../components/summary/summarize.ts";
import type { Rule } from "../../policies/lib/rule.ts";
import { reviewPlans } from "../../review/judge/review.ts";
import { planBetween } from "../../review/plan/pure.ts";
import type { PlannedStack } from "../../review/plan/planned.ts";
import type { Review } from "../../review/schema.ts";
import { declaredResources } from "../../cli/policy/declared.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";

/** A change of a stack's data, and how it is judged. */
interface Change {
  readonly stack: string;
  readonly before: StackInput;
  readonly after: StackInput;
  readonly judgedOn: IsoDate;
  /** @default none */
  readonly rules?: readonly Rule[];
  readonly isAcknowledged?: boolean;
  /** True for every object, false for those that `isShown` names. @default false */
  readonly isWhole?: boolean;
}

/** True for components, and for the objects that decide about machines: what else a layer renders has tests of its own. */
const isShown = ({ type }: { readonly type: string }) => type.startsWith("nscale:") || type.endsWith(":Cluster");

const plans = new Map<StackInput, Promise<PlannedStack>>();

/** Each input is planned once, with every object. */
function planned(stack: string, input: StackInput): Promise<PlannedStack> {
  const known = plans.get(input) ?? planAfresh(stack, input);
  plans.set(input, known);
  return known;
}

async function planAfresh(stack: string, input: StackInput): Promise<PlannedStack> {
  const spec = parseStack(`stacks/${stack}.ts`, input);
  const resources = await declaredResources(stack, spec);
  return {
    stack,
    summary: summarize(stack, spec),
    resources: resources.map(({ urn, type, name, props }) => ({
      urn,
      type,
      name,
      isProtected: false,
      isRetained: false,
      inputs: { ...props },
    })),
  };
}

/** The review of a change of one stack's data. */
export async function reviewChange({
  stack,
  before,
  after,
  judgedOn,
  rules = [],
  isAcknowledged = false,
  isWhole = false,
}: Change): Promise<Review> {
  const [old, fresh] = [await planned(stack, before), await planned(stack, after)].map((plan) =>
    isWhole ? plan : { ...plan, resources: plan.resources.filter(isShown) },
  ) as [PlannedStack, PlannedStack];
  const plan = planBetween(stack, old, fresh);
  const judged = (of: PlannedStack, date: IsoDate) =>
    judgeOn(
      date,
      of.resources.map(({ inputs, ...resource }) => ({ ...resource, props: inputs })),
      rules,
      [],
    ).results;
  const results = { before: judged(old, judgedOn), after: judged(fresh, judgedOn), onDataDate: judged(fresh, after.asOf) };
  const context = { repository: "example/sites", judgedOn, fullPage: "out/review/review.html", isAcknowledged };
  return reviewPlans([{ ...plan, comparedWith: "main (0123456789)", rules: results }], context);
}
