import { UnknownValueError } from "@pulumi/policy";
import type { Finding, Resource, Rule } from "../lib/rule.ts";
import type { IsoDate } from "../../components/lib/date.ts";

/** A rule's result for one resource, or for the stack as a whole. */
export interface Result {
  readonly rule: string;
  /** The judged resource, or the stack if a stack rule names no resource. */
  readonly urn: string;
  readonly verdict: "passed" | "violated" | "not-applicable" | "unknown";
  readonly finding?: Finding;
  readonly reason?: string;
}

/** Judges a stack by rules on a date. `parameters` holds the configured values, by rule name. */
export function judge(
  rules: readonly Rule[],
  resources: readonly Resource[],
  date: IsoDate,
  parameters: Readonly<Record<string, unknown>> = {},
): Result[] {
  return rules.flatMap((rule) => {
    const values: unknown = rule.parameters.parse(parameters[rule.name] ?? {});
    if (rule.kind === "stack") return judgeStack(rule, resources, date, values);
    return resources.filter(({ type }) => judgesType(rule, type)).flatMap((resource) => judgeResource(rule, resource, date, values));
  });
}

export const judgesType = (rule: Extract<Rule, { kind: "resource" }>, type: string): boolean =>
  typeof rule.types === "function" ? rule.types(type) : rule.types.includes(type);

/** The URN of the stack itself. */
export const stackUrnOf = (resources: readonly Resource[]) => resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn ?? "";

export function judgeResource(rule: Extract<Rule, { kind: "resource" }>, resource: Resource, date: IsoDate, parameters: unknown): Result[] {
  const base = { rule: rule.name, urn: resource.urn };
  const unknown = rule.reads.find((path) => !isKnown(resource.props, path));
  if (unknown !== undefined) return [{ ...base, verdict: "unknown", finding: unknownFinding(unknown) }];
  return toResults(
    base,
    guarded(() => rule.judge(resource, { date, parameters, resources: [] })),
  );
}

export function judgeStack(
  rule: Extract<Rule, { kind: "stack" }>,
  resources: readonly Resource[],
  date: IsoDate,
  parameters: unknown,
): Result[] {
  const base = { rule: rule.name, urn: stackUrnOf(resources) };
  for (const read of rule.reads) {
    const [type, path = ""] = read.split(" ");
    const unknown = resources.find((resource) => resource.type === type && !isKnown(resource.props, path));
    if (unknown !== undefined) return [{ rule: rule.name, urn: unknown.urn, verdict: "unknown", finding: unknownFinding(path) }];
  }
  return toResults(
    base,
    guarded(() => rule.judge({ date, parameters, resources })),
  );
}

/** A field that is unknown until the update has run cannot be judged in a preview: the rule fails closed. */
const unknownFinding = (path: string): Finding => ({
  got: `${path} that is not known before the update`,
  want: "a value that the rule can judge",
  fix: "declare the value in the stack's data instead of taking it from another resource's output",
});

/** The judgement, or the unknown value that it met. */
function guarded(judgement: () => ReturnType<Rule["judge"]>): ReturnType<Rule["judge"]> | { readonly unknown: string } {
  try {
    return judgement();
  } catch (error) {
    if (error instanceof UnknownValueError) return { unknown: (error as Error).message };
    throw error;
  }
}

function toResults(base: { rule: string; urn: string }, judgement: ReturnType<typeof guarded>): Result[] {
  if ("unknown" in judgement) return [{ ...base, verdict: "unknown", reason: judgement.unknown, finding: unknownFinding("a field") }];
  if ("notApplicable" in judgement) return [{ ...base, verdict: "not-applicable", reason: judgement.notApplicable }];
  if (judgement.length === 0) return [{ ...base, verdict: "passed" }];
  return judgement.map((finding) => ({ ...base, urn: finding.urn ?? base.urn, verdict: "violated", finding }));
}

/** True unless the value at a dotted path is present and unknown. */
function isKnown(props: Readonly<Record<string, unknown>>, path: string): boolean {
  try {
    let value: unknown = props;
    for (const key of path.split(".")) {
      if (typeof value !== "object" || value === null) return true;
      value = Reflect.get(value, key);
    }
    return true;
  } catch (error) {
    if (error instanceof UnknownValueError) return false;
    throw error;
  }
}
