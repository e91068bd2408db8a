import { createHash } from "node:crypto";
import { printAssumptions, printFinding, nameOfUrn, type Outcome, type Verdict } from "../verdicts/apply-exemptions.ts";
import type { Origin } from "./evidence.ts";
import type { Report, SourcedEvaluation } from "./report.ts";

const oscalVersion = "1.1.3";

/** A UUID of version 5 in form, that follows from a name alone: the same judgement has the same. */
function uuidOf(...name: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(name)).digest("hex");
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

const beginOf = (date: string) => `${date}T00:00:00Z`;

/** Outcomes that leave a rule unsatisfied. */
const unsatisfied: readonly Outcome[] = ["violation", "exempted", "advisory"];

/** A stack's verdicts as assessment results of NIST's Open Security Controls Assessment Language: a result a judgement, a finding a rule. */
export function printOscal({ stack, judgements, rules }: Report, { commit }: Origin): string {
  const last =
    judgements
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? "";
  const results = {
    "assessment-results": {
      uuid: uuidOf(stack, commit ?? "", last),
      metadata: {
        title: `Policies on ${stack}`,
        "last-modified": beginOf(last),
        version: commit ?? "not committed",
        "oscal-version": oscalVersion,
      },
      "import-ap": { href: "policies/README.md" },
      results: judgements.map((judgement) =>
        resultOf(stack, judgement, new Map(rules.map(({ name, description }) => [name, description]))),
      ),
    },
  };
  return `${JSON.stringify(results, null, 2)}\n`;
}

function resultOf(stack: string, { source, date, results }: SourcedEvaluation, descriptions: ReadonlyMap<string, string>) {
  const byRule = Map.groupBy(
    results.filter(({ outcome }) => outcome !== "not-applicable"),
    ({ rule }) => rule,
  );
  const observations = [...byRule].flatMap(([rule, verdicts]) =>
    verdicts.map((verdict, index) => ({
      uuid: uuidOf(stack, source, date, rule, verdict.urn, String(index)),
      title: `${rule}: ${nameOfUrn(verdict.urn)}`,
      description: textOf(verdict),
      methods: ["TEST"],
      collected: beginOf(date),
      props: [{ name: "outcome", ns: "https://nscale.example/policies", value: verdict.outcome }],
    })),
  );
  const findings = [...byRule].map(([rule, verdicts]) => {
    const open = verdicts.filter(({ outcome }) => unsatisfied.includes(outcome));
    return {
      uuid: uuidOf(stack, source, date, rule),
      title: rule,
      description: descriptions.get(rule) ?? rule,
      target: {
        type: "objective-id",
        "target-id": rule,
        status: { state: open.length > 0 ? "not-satisfied" : "satisfied", reason: open.length > 0 ? "fail" : "pass" },
      },
      "related-observations": verdicts.map((verdict, index) => ({
        "observation-uuid": uuidOf(stack, source, date, rule, verdict.urn, String(index)),
      })),
    };
  });
  return {
    uuid: uuidOf(stack, source, date),
    title: `${stack} (${source}) on ${date}`,
    description: `Every rule on ${stack}, as its ${source} has it, judged by the law of ${date}`,
    start: beginOf(date),
    "reviewed-controls": { "control-selections": [{ "include-all": {} }] },
    observations,
    findings,
  };
}

function textOf(verdict: Verdict): string {
  if (verdict.outcome === "passed") return "passed";
  return verdict.outcome === "passed-on-assumption" ? printAssumptions(verdict) : `${verdict.outcome}: ${printFinding(verdict)}`;
}
