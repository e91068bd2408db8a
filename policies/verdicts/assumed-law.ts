import type { IsoDate } from "../../components/lib/date.ts";
import type { Resource, Rule } from "../lib/rule.ts";
import { nameOfUrn, type Verdict } from "./apply-exemptions.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Result } from "./judge.ts";

/** The stand-in rule on passes of rules of law that rest on assumed facts. */
export const assumedLawRule = {
  name: "assumed-law",
  description: "What law asks for is stated with its source, not assumed, before a real cluster is changed",
} as const;

const providerType = "pulumi:providers:kubernetes";

/**
 * True if some cluster of the stack is a real one: rendered manifests change nothing by themselves. Where a stack is planned without its clusters, the
 * stand-in for its state says so.
 */
export const isLive = (resources: readonly Resource[]): boolean =>
  resources.some(
    ({ type, props }) => (type === providerType && typeof props["renderYamlToDirectory"] !== "string") || props["hasLiveTargets"] === true,
  );

/** A finding for each rule of law that some resource passes on assumed facts: it blocks a stack with real clusters, and is a note elsewhere. */
export function assumedLawResults(
  rules: readonly Rule[],
  verdicts: readonly Verdict[],
  stackUrn: string,
  isLiveStack: boolean,
  date: IsoDate,
): Verdict[] {
  const laws = new Set(rules.filter(({ unexemptible }) => unexemptible === "law").map(({ name }) => name));
  const assumed = verdicts.filter(({ rule, outcome }) => outcome === "passed-on-assumption" && laws.has(rule));
  return [...Map.groupBy(assumed, ({ rule }) => rule)].map(([rule, passes]) => {
    const facts = [...new Set(passes.flatMap(({ assumptions = [] }) => assumptions.map(({ urn, path }) => `${nameOfUrn(urn)}: ${path}`)))];
    const found: Result = {
      rule: assumedLawRule.name,
      urn: stackUrn,
      verdict: "violated",
      finding: {
        got: `${rule} passed on ${facts.length} assumed ${facts.length === 1 ? "fact" : "facts"} (${facts.sort().join(", ")})`,
        want: "facts with a source, where law rests on them",
        fix: "enter what the document says with stated(…) in place of assumed(…)",
      },
    };
    return {
      ...found,
      fingerprint: fingerprintOf(found, date),
      ...(isLiveStack ? { outcome: "violation" } : { outcome: "advisory", note: "the stack is rendered, and changes no real cluster" }),
    } as const;
  });
}
