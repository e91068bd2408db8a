import { afterAll, describe, expect, test } from "vitest";
import { rules } from "../../policies/rules.ts";
import { mutantsOf } from "../../policies/mutations/mutation.ts";
import { mutations } from "../../policies/mutations/index.ts";
import { judgesType, judge, type Result } from "../../policies/verdicts/judge.ts";
import { readExemptions } from "../../policies/verdicts/read-exemptions.ts";
import type { Resource, Rule } from "../../policies/lib/rule.ts";
import { guardUnknowns, unknownText } from "../../policies/lib/unknown.ts";
import { stackFiles } from "../../stacks/files.ts";
import { readDeclared } from "../../cli/policy/declared.ts";
import { judgeOn, violationsOf } from "../../policies/verdicts/evaluation.ts";
import { pulumiStateOf } from "../../cli/policy/subject.ts";
import { judgedOn } from "../support/checkout.ts";

/** Every site's resources, with the stand-in for Pulumi's own state. */
const stacks: Record<string, readonly Resource[]> = {};
for (const stack of Object.keys(stackFiles)) {
  const { resources } = await readDeclared(stack);
  stacks[stack] = [
    ...resources,
    pulumiStateOf(stack, resources, { backend: "file:", secretsProvider: "passphrase", hasLiveTargets: false }),
  ];
}

const isFound = ({ verdict }: Result) => verdict === "violated" || verdict === "unknown";
const print = ({ rule, urn, finding }: Result) => `${rule} ${urn} ${finding?.got ?? ""}, ${finding?.want ?? ""}`;
const findingsOf = (rule: Rule, resources: readonly Resource[]) => judge([rule], resources, judgedOn).filter(isFound).map(print);

const counts = { mutants: 0, caught: 0, unknown: 0, unknownCaught: 0 };

afterAll(() => {
  const { mutants, caught, unknown, unknownCaught } = counts;
  process.stdout.write(`\npolicies: ${caught} of ${mutants} mutants caught; ${unknownCaught} of ${unknown} unknown facts refused\n\n`);
});

test.each(Object.keys(stacks))("%s violates no mandatory rule", (stack) => {
  const judgement = judgeOn(judgedOn, stacks[stack] ?? [], rules, readExemptions(rules, Object.keys(stackFiles)));
  expect(violationsOf(judgement).map(print)).toEqual([]);
});

describe("each way to break a rule is found by that rule, in every stack that it breaks", () => {
  test.each(rules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
    const missed: string[] = [];
    let made = 0;
    for (const [stack, resources] of Object.entries(stacks)) {
      const before = new Set(findingsOf(rule, resources));
      for (const mutant of mutations.filter((one) => one.rule === name).flatMap((one) => mutantsOf(resources, one))) {
        made += 1;
        if (findingsOf(rule, mutant.resources).some((finding) => !before.has(finding))) counts.caught += 1;
        else missed.push(`${stack}: ${mutant.what}: ${mutant.urn}`);
      }
    }
    counts.mutants += made;
    expect(missed).toEqual([]);
    expect(made).toBeGreaterThan(0);
  });
});

test("there are 300 of them and more", () => {
  expect(counts.mutants).toBeGreaterThanOrEqual(300);
});

/** A resource of which the field at the path, if it is there, is not known. */
function withUnknown(resource: Resource, path: string): Resource | undefined {
  const props = structuredClone(resource.props) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const holder = keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    props,
  );
  if (typeof holder !== "object" || holder === null || !Object.hasOwn(holder, last)) return undefined;
  Reflect.set(holder, last, unknownText);
  return guardUnknowns({ ...resource, props });
}

test.each(rules.map((rule) => [rule.name, rule] as const))("%s refuses what is not known of the facts it reads", (_, rule) => {
  const missed: string[] = [];
  for (const resources of Object.values(stacks)) {
    for (const read of rule.reads) {
      const [type, path] = rule.kind === "stack" ? (read.split(" ") as [string, string]) : [undefined, read];
      const reads = (resource: Resource) => (rule.kind === "stack" ? resource.type === type : judgesType(rule, resource.type));
      const [resource] = resources.filter((one) => reads(one) && withUnknown(one, path) !== undefined);
      if (resource === undefined) continue;
      counts.unknown += 1;
      const changed = resources.map((one) => (one === resource ? (withUnknown(one, path) ?? one) : one));
      if (judge([rule], changed, judgedOn).some(({ verdict }) => verdict === "unknown")) counts.unknownCaught += 1;
      else missed.push(`${resource.urn}: ${path}`);
    }
  }
  expect(missed).toEqual([]);
});
