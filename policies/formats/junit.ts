import { nameOfUrn, printFinding, type Verdict } from "../verdicts/apply-exemptions.ts";
import type { StackVerdicts, UnjudgedStack } from "./report.ts";

/** Text inside XML: escaped, and without the control characters that no XML may hold. */
const escape = (text: string) =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

function bodyOf(result: Verdict): string {
  const message = escape(printFinding(result));
  switch (result.outcome) {
    case "passed":
      return "";
    case "violation":
      return `<failure type="${result.verdict}" message="${message}">${escape(result.urn)}</failure>`;
    case "not-applicable":
      return `<skipped message="${escape(result.reason ?? "")}"/>`;
    case "advisory":
    case "exempted":
      return `<system-out>${result.outcome}: ${message}</system-out>`;
  }
}

function suitesOf({ stack, judgements }: StackVerdicts): string[] {
  return judgements.map(({ source, date, results }) => {
    const count = (outcome: Verdict["outcome"]) => results.filter((result) => result.outcome === outcome).length;
    const cases = results.map(
      (result) => `    <testcase classname="${escape(result.rule)}" name="${escape(nameOfUrn(result.urn))}">${bodyOf(result)}</testcase>`,
    );
    const counts = `tests="${results.length}" failures="${count("violation")}" errors="0" skipped="${count("not-applicable")}"`;
    return [`  <testsuite name="${escape(stack)} (${source}) on ${date}" ${counts}>`, ...cases, "  </testsuite>"].join("\n");
  });
}

function errorSuite({ stack, error }: UnjudgedStack): string {
  const name = escape(stack);
  return [
    `  <testsuite name="${name}" tests="1" failures="0" errors="1" skipped="0">`,
    `    <testcase classname="plan" name="${name}"><error message="${escape(error)}"/></testcase>`,
    "  </testsuite>",
  ].join("\n");
}

/** Every verdict as JUnit's XML: a suite a stack, source and date, a test case a rule and resource. A stack that was not judged is an error. */
export function printJunit(stacks: readonly (StackVerdicts | UnjudgedStack)[]): string {
  const suites = stacks.flatMap((one) => ("error" in one ? [errorSuite(one)] : suitesOf(one)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="policies">\n${suites.join("\n")}\n</testsuites>\n`;
}
