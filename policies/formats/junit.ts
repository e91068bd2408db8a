import { nameOfUrn, printAssumptions, printFinding, type Verdict } from "../verdicts/apply-exemptions.ts";
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
    case "passed-on-assumption":
      return `<system-out>${escape(printAssumptions(result))}</system-out>`;
    case "violation":
      return `<failure type="${result.verdict}" message="${message}">${escape(result.urn)}</failure>`;
    case "not-applicable":
      return `<skipped message="${escape(result.reason ?? "")}"/>`;
    case "advisory":
    case "exempted":
      return `<system-out>${result.outcome}: ${message}</system-out>`;
  }
}

/** A name that no other case has: a forge keeps one case of a name, whatever its suite. */
function caseNameOf({ rule, urn }: Verdict, judged: string, times: Map<string, number>): string {
  const name = `${rule}: ${nameOfUrn(urn)} (${urn.split("::")[2]?.split("$").at(-1) ?? ""}), ${judged}`;
  const time = (times.get(name) ?? 0) + 1;
  times.set(name, time);
  return time === 1 ? name : `${name}, finding ${time}`;
}

function suitesOf({ stack, judgements }: StackVerdicts): string[] {
  return judgements.map(({ source, date, results }) => {
    const count = (outcome: Verdict["outcome"]) => results.filter((result) => result.outcome === outcome).length;
    const times = new Map<string, number>();
    const cases = results.map((result) => {
      const name = caseNameOf(result, `${stack} (${source}) on ${date}`, times);
      return `    <testcase classname="${escape(result.rule)}" name="${escape(name)}">${bodyOf(result)}</testcase>`;
    });
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
