import { unknownCheckingProxy } from "@pulumi/policy";
import { describe, expect, test } from "vitest";
import type { IsoDate } from "../../components/lib/date.ts";
import { judge, type Result } from "../../policies/verdicts/judge.ts";
import type { Resource, Rule } from "../../policies/lib/rule.ts";
import { readDeclared } from "../../cli/policy/declared.ts";

const declared = new Map<string, readonly Resource[]>();

/** The resources of one of the repository's stacks, as policies see them. Ask for one stack after the other: they share the mocks. */
export async function resourcesOf(stack: string): Promise<readonly Resource[]> {
  const known = declared.get(stack) ?? (await readDeclared(stack)).resources;
  declared.set(stack, known);
  return known;
}

/** Findings of rules in a stack, as `printResult` prints them. */
export const findingsIn = (rules: readonly Rule[], resources: readonly Resource[], date: IsoDate): string[] =>
  judge(rules, resources, date)
    .filter(({ finding }) => finding !== undefined)
    .map(printResult);

/** The engine's text for a value that is not known before the update. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

// The SDK's declarations leave it out.
const proxyOf = unknownCheckingProxy as (props: Resource["props"]) => Resource["props"];

/** A resource as the engine hands it to a policy: what is `unknownValue` cannot be read. */
export const asInEngine = (one: Resource): Resource => ({ ...one, props: proxyOf(one.props) });

/** A resource of a stack that a test makes up. */
export const resource = (type: string, name: string, props: Resource["props"]): Resource => ({
  urn: `urn:pulumi:test::nscale::${type}::${name}`,
  type,
  name,
  props,
});

/** Resources, with the verdict that a rule must give on them. */
export interface RuleCase {
  readonly resources: readonly Resource[];
  /** The date of judgement; 2026-11-01 where it is left out. */
  readonly date?: IsoDate;
  readonly parameters?: unknown;
  /** A line a result, as `printResult` prints it. */
  readonly results: readonly string[];
}

/** Cases that each rule is tried on, at least. */
export interface RuleCases {
  readonly violating: RuleCase;
  readonly passing: RuleCase;
  readonly notApplicable: RuleCase;
  readonly unknown: RuleCase;
  /** And what else is worth a try, by what it is. */
  readonly more?: Readonly<Record<string, RuleCase>>;
}

const least = ["violating", "passing", "notApplicable", "unknown"] as const;

/** The verdict that a case of each name must come to, at least once. */
const verdicts = { violating: "violated", passing: "passed", notApplicable: "not-applicable", unknown: "unknown" } as const;

/** `violated hydro: got …, want …; fix: …`; the stack itself is `(stack)`. */
export function printResult({ verdict, urn, finding, reason }: Result): string {
  const head = `${verdict} ${urn.split("::").at(-1) || "(stack)"}`;
  if (finding === undefined) return reason === undefined ? head : `${head}: ${reason}`;
  const note = finding.advisory === undefined ? "" : ` [advisory: ${finding.advisory}]`;
  return `${head}: got ${finding.got}, want ${finding.want}; fix: ${finding.fix}${note}`;
}

function resultsOf(rule: Rule, { resources, date = "2026-11-01", parameters = {} }: RuleCase): Result[] {
  return judge([rule], resources.map(asInEngine), date, { [rule.name]: parameters });
}

/** Tries every rule of a pack on its cases; a rule without them fails. */
export function testRules(rules: readonly Rule[], cases: Readonly<Record<string, RuleCases>>): void {
  test("every rule has a violating, a passing, a not applicable and an unknown case, and every case a rule", () => {
    expect(Object.keys(cases).sort()).toEqual(rules.map(({ name }) => name).sort());
    for (const each of Object.values(cases)) expect(Object.keys(each)).toEqual(expect.arrayContaining([...least]));
  });

  describe.each(rules.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
    const { more = {}, ...four } = cases[name] as RuleCases;
    test.each(Object.entries({ ...four, ...more }))("%s", (_, tried) => {
      expect(resultsOf(rule, tried).map(printResult)).toEqual(tried.results);
    });
    test.each(least)("its %s case is one", (kind) => {
      expect(resultsOf(rule, four[kind]).map(({ verdict }) => verdict)).toContain(verdicts[kind]);
    });
  });
}

/** Tests the findings of a pack's rules on each stack, by its name: nothing of it blocks, so that every finding of a mandatory rule is a note, with the reason in brackets. */
export async function testStacks(rules: readonly Rule[], findings: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const date = "2026-11-01";
  for (const stack of Object.keys(findings)) await resourcesOf(stack);
  test.each(Object.entries(findings))("%s", async (stack, expected) => {
    const found = findingsIn(rules, await resourcesOf(stack), date);
    expect(found).toEqual(expected);
    const mandatory = rules.filter(({ level }) => level === "mandatory");
    const blocking = findingsIn(mandatory, await resourcesOf(stack), date).filter((finding) => !finding.includes("[advisory: "));
    expect(blocking).toEqual([]);
  });
}
