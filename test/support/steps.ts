import type { Checkout } from "./checkout.ts";
import { nameOf } from "./checkout.ts";

interface Step {
  readonly op: string;
  readonly urn: string;
}

/** Steps of a preview, without what stays the same: `op type name` each, sorted. */
export function plannedSteps(checkout: Checkout, stack: string): string[] {
  const { code, output } = checkout.run("pulumi", "preview", "--stack", stack, "--json");
  if (code !== 0) throw new Error(output);
  return stepsIn(output);
}

/** The same, of what `pulumi preview --json` printed. */
export function stepsIn(output: string): string[] {
  const { steps } = JSON.parse(output.slice(output.indexOf("{"))) as { steps: Step[] };
  return steps
    .filter(({ op }) => op !== "same")
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`)
    .sort();
}
