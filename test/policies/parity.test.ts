import { expect, test, vi } from "vitest";
import type { Policies, ResourceValidationArgs } from "@pulumi/policy";
import { rules } from "../../policies/rules.ts";
import { mutantsOf } from "../../policies/mutations/mutation.ts";
import { mutations } from "../../policies/mutations/index.ts";
import { nameOfUrn, printFinding } from "../../policies/verdicts/apply-exemptions.ts";
import { toPolicies } from "../../policies/verdicts/pack.ts";
import { readExemptions } from "../../policies/verdicts/read-exemptions.ts";
import type { Resource, Rule } from "../../policies/lib/rule.ts";
import { stackNames } from "../../cli/stack/known.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import { judgedOn } from "../support/checkout.ts";
import { asInEngine, resourcesOf } from "../support/policies.ts";

// Narvik has hundreds of resources, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const exemptions = readExemptions(rules);

/** Reports of a pack when the engine shows it a stack: resource by resource, and then all of them. Notes carry their rule's name in front. */
function reportedBy(policies: Policies, stack: readonly Resource[]): string[] {
  const found: string[] = [];
  const getConfig = () => ({});
  for (const policy of policies) {
    const report = (message: string) => void found.push(policy.name === "noted" ? message : `${policy.name}: ${message}`);
    const { validateResource } = policy as { validateResource?: (args: ResourceValidationArgs, report: (message: string) => void) => void };
    if (validateResource === undefined) continue;
    const type = (validateResource as { __pulumiType?: string }).__pulumiType;
    for (const one of stack.filter((each) => type === undefined || each.type === type))
      validateResource({ ...asInEngine(one), getConfig } as unknown as ResourceValidationArgs, report);
  }
  for (const policy of policies) {
    const report = (message: string) => void found.push(policy.name === "noted" ? message : `${policy.name}: ${message}`);
    const { validateStack } = policy as { validateStack?: (args: object, report: (message: string) => void) => void };
    validateStack?.({ resources: stack.map(asInEngine), getConfig }, report);
  }
  return found.sort();
}

/** Findings without the engine, in the same words. */
const foundIn = (stack: readonly Resource[], by: readonly Rule[]): string[] =>
  judgeOn(judgedOn, stack, by, exemptions)
    .results.filter(({ finding }) => finding !== undefined)
    .map((result) => `${result.rule}: ${nameOfUrn(result.urn)}: ${printFinding(result)}`)
    .sort();

const stacks: Record<string, readonly Resource[]> = {};
for (const stack of stackNames) stacks[stack] = await resourcesOf(stack);

test.each(stackNames)("%s: a pack says in the engine what is found without it", (stack) => {
  const resources = stacks[stack] ?? [];
  expect(reportedBy(toPolicies(rules, exemptions, judgedOn), resources)).toEqual(foundIn(resources, rules));
});

test("so it does of each way to break a rule", () => {
  const resources = stacks["glomfjord"] ?? [];
  let made = 0;
  for (const rule of rules) {
    // One mutant a rule: each rule has its own way through the pack.
    const [mutant] = mutations.filter((one) => one.rule === rule.name).flatMap((one) => mutantsOf(resources, one).slice(0, 1));
    if (mutant === undefined) continue;
    made += 1;
    expect(reportedBy(toPolicies([rule], exemptions, judgedOn), mutant.resources), mutant.what).toEqual(foundIn(mutant.resources, [rule]));
  }
  expect(made).toBeGreaterThan(40);
});
