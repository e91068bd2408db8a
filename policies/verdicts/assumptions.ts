import type { AssumedFact, Verdict } from "./apply-exemptions.ts";
import type { Resource, Rule } from "../lib/rule.ts";

/** The assumptions that a resource of facts names, by path. */
const assumptionsOf = ({ props }: Resource): readonly (readonly [string, string])[] => {
  const { assumptions } = props as { readonly assumptions?: Readonly<Record<string, string>> };
  return typeof assumptions === "object" ? Object.entries(assumptions) : [];
};

/** True if a path is that of a field, or lies within or around it. */
const isAt = (path: string, field: string): boolean => {
  const [one, other] = [path, field].map((each) => `${each.replaceAll("[", ".")}.`) as [string, string];
  return one.startsWith(other) || other.startsWith(one);
};

/** Resources by type, so that a rule over all of them finds its own at once. */
export type ResourcesByType = ReadonlyMap<string, readonly Resource[]>;

/** The fields that a rule reads to come to a result, each with the resources that have it. */
function fieldsRead(rule: Rule, urn: string, resources: ResourcesByType): { readonly read: Resource; readonly field: string }[] {
  if (rule.kind === "stack") {
    return rule.reads.flatMap((reading) => {
      const [type = "", field = ""] = reading.split(" ");
      return (resources.get(type) ?? []).map((read) => ({ read, field }));
    });
  }
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  return (resources.get(type) ?? []).filter((one) => one.urn === urn).flatMap((read) => rule.reads.map((field) => ({ read, field })));
}

/** The assumed facts behind a result, sorted, each once. */
export function assumptionsBehind(rule: Rule, urn: string, resources: ResourcesByType): AssumedFact[] {
  const facts = fieldsRead(rule, urn, resources).flatMap(({ read, field }) =>
    assumptionsOf(read)
      .filter(([path]) => isAt(path, field))
      .map(([path, reason]): AssumedFact => ({ urn: read.urn, path, reason })),
  );
  const keyOf = ({ urn: of, path }: AssumedFact) => `${of} ${path}`;
  return [...new Map(facts.map((fact) => [keyOf(fact), fact])).values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** A pass that rests on assumed facts is told as such. */
export function markAssumptions(rule: Rule, verdict: Verdict, resources: ResourcesByType): Verdict {
  if (verdict.outcome !== "passed") return verdict;
  const assumptions = assumptionsBehind(rule, verdict.urn, resources);
  return assumptions.length === 0 ? verdict : { ...verdict, outcome: "passed-on-assumption", assumptions };
}

/** Resources by their types. */
export const byType = (resources: readonly Resource[]): ResourcesByType => Map.groupBy(resources, ({ type }) => type);
