import { rules } from "../../policies/all/rules.ts";
import { printJunit as printStackJunit } from "../../tools/policy/junit.ts";
import type { Report } from "../../tools/policy/evidence.ts";
import { printSarif as printStackSarif } from "../../tools/policy/sarif.ts";
import type { RuledPlan } from "./judge.ts";

const reportOf = ({ stack, asOf, resources, judgements, comparedWith }: RuledPlan): Report => ({
  subject: { stack, asOf, resources, from: comparedWith },
  judgements,
  exemptions: [],
  expiring: [],
  until: judgements.at(-1)?.date ?? asOf,
  rules,
});

/** The verdicts on all stacks as one SARIF log: forges take a few runs, so all stacks are one. */
export function printSarif(plans: readonly RuledPlan[]): string {
  const logs = plans.map((plan) => JSON.parse(printStackSarif(reportOf(plan))) as { runs: { results: unknown[] }[] });
  const [first] = logs;
  const results = logs.flatMap(({ runs }) => runs.flatMap((run) => run.results));
  const log = first === undefined ? { version: "2.1.0", runs: [] } : { ...first, runs: first.runs.map((run) => ({ ...run, results })) };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** The verdicts on all stacks as one JUnit file: a suite a stack and date. A stack that could not be planned is an error. */
export function printJunit(plans: readonly RuledPlan[]): string {
  const suites = plans.map((plan) => {
    const text = printStackJunit(reportOf(plan));
    return text.slice(
      text.indexOf('<testsuites name="policies">\n') + '<testsuites name="policies">\n'.length,
      text.lastIndexOf("</testsuites>"),
    );
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="policies">\n${suites
    .map((suite) => suite.trimEnd())
    .filter((suite) => suite !== "")
    .join("\n")}\n</testsuites>\n`;
}
