import { rules } from "../../policies/rules.ts";
import { printJunit as printStackJunit } from "../policy/junit.ts";
import type { Report } from "../policy/evidence.ts";
import { printSarif as printStackSarif } from "../policy/sarif.ts";
import { escapeText } from "../../review/html/html.ts";
import type { RuledPlan } from "./judge.ts";

const reportOf = ({ stack, asOf, resources, judgements, comparedWith }: RuledPlan): Report => ({
  stack,
  subjects: [{ stack, source: "plan", asOf, resources, from: comparedWith }],
  judgements: judgements.map((judgement) => ({ source: "plan", ...judgement })),
  exemptions: [],
  expiring: [],
  until: judgements.at(-1)?.date ?? asOf,
  rules,
});

/** The verdicts on all stacks as one SARIF log with one run, because forges limit the number of runs. */
export function printSarif(plans: readonly RuledPlan[]): string {
  const logs = plans.map((plan) => JSON.parse(printStackSarif(reportOf(plan))) as { runs: { results: unknown[] }[] });
  const [first] = logs;
  const results = logs.flatMap(({ runs }) => runs.flatMap((run) => run.results));
  const log = first === undefined ? { version: "2.1.0", runs: [] } : { ...first, runs: first.runs.map((run) => ({ ...run, results })) };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const junitOpening = '<testsuites name="policies">\n';
const junitClosing = "</testsuites>";

/** An error entry for a stack that could not be planned, and so was not judged. */
function errorSuite({ stack, error = "" }: RuledPlan): string {
  // XML may hold no control character, not even escaped.
  const message = escapeText(error.replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd]/g, ""));
  const name = escapeText(stack);
  return `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">\n    <testcase classname="plan" name="${name}"><error message="${message}"/></testcase>\n  </testsuite>`;
}

/** The suites of one stack's file, without the enclosing XML. */
function suitesOf(plan: RuledPlan): string {
  if (plan.error !== undefined) return errorSuite(plan);
  const text = printStackJunit(reportOf(plan));
  return text.slice(text.indexOf(junitOpening) + junitOpening.length, text.lastIndexOf(junitClosing)).trimEnd();
}

/** The verdicts on all stacks as one JUnit file, with one suite per stack and date. A stack that could not be planned is an error. */
export function printJunit(plans: readonly RuledPlan[]): string {
  const suites = plans.map(suitesOf).filter((text) => text !== "");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${junitOpening}${suites.join("\n")}\n${junitClosing}\n`;
}
