import { stringify } from "yaml";
import { describe, expect, test } from "vitest";
import { rules } from "../../policies/rules.ts";
import { applyExemptions } from "../../policies/verdicts/apply-exemptions.ts";
import { exemptionResults } from "../../policies/verdicts/exemption-results.ts";
import { isFor, parseExemptions, type Exemption } from "../../policies/verdicts/exemptions.ts";
import type { Result } from "../../policies/verdicts/judge.ts";
import type { Rule } from "../../policies/lib/rule.ts";
import { linesOf } from "../support/invalid.ts";

const exemption: Exemption = {
  rule: "pue-limit",
  stack: "narvik",
  resource: "narvik",
  owner: "Ada",
  reason: "the new pumps come in January",
  ticket: "COOL-7",
  granted: "2026-10-01",
  expires: "2026-12-29",
};

const parse = (source: string) => parseExemptions("exemptions.yaml", source, rules, ["narvik"]);
const faultsOf = (changes: Record<string, unknown>) => linesOf(() => parse(stringify({ exemptions: [{ ...exemption, ...changes }] })));

test("an exemption for 89 days is taken as it is", () => {
  expect(parse(stringify({ exemptions: [exemption] }))).toEqual([exemption]);
});

describe("a file that is not understood blocks, with every fault", () => {
  test.each([
    [{ rule: "pue-limits" }, "rule: got pue-limits, want the name of a rule; fix: did you mean pue-limit?"],
    [
      { rule: "end-user-hq-check" },
      "rule: got end-user-hq-check, want a rule that may be exempted; fix: remove the exemption and correct the violation: nothing excuses it",
    ],
    [{ stack: "nowhere" }, "stack: got nowhere, want one of narvik; fix: correct the name"],
    [
      { resource: "*" },
      'resource: got "*", want text that matches /[^*]/; fix: write a resource\'s URN or name, with * for any text, and more than that',
    ],
    [
      { resource: "urn:pulumi:texas::nscale::nscale:site:Site::texas" },
      "resource: got a URN of the stack texas, want one of narvik; fix: correct the URN or the stack",
    ],
    [
      { expires: "2026-12-31" },
      "expires: got 2026-12-31, 91 days after 2026-10-01, want a day up to 90 days after the day it was granted; fix: set an earlier day; who still needs the exemption then grants it again",
    ],
    [
      { expires: "2026-09-30" },
      "expires: got 2026-09-30, -1 days after 2026-10-01, want a day up to 90 days after the day it was granted; fix: set an earlier day; who still needs the exemption then grants it again",
    ],
    [
      { expires: "2026-02-30" },
      'expires: got "2026-02-30", want a date that the calendar has, YYYY-MM-DD; fix: write its last day, YYYY-MM-DD',
    ],
    [{ ticket: "" }, 'ticket: got "", want text of 1 character or more; fix: write where it is followed up'],
  ])("%o", (changes, line) => {
    expect(faultsOf(changes)).toEqual([`exemptions.yaml: exemptions[0].${line}`]);
  });

  test("one that is not YAML, one that is empty", () => {
    expect(linesOf(() => parse("exemptions: ["))[0]).toMatch(/^exemptions\.yaml: line 1: got .*, want YAML; fix: correct the line$/);
    expect(linesOf(() => parse(""))).toEqual([
      "exemptions.yaml: the whole input: got null, want an object with exemptions; fix: correct the value",
    ]);
  });
});

const urn = "urn:pulumi:narvik::nscale::nscale:site:Site$nscale:site:Permit::narvik-grid";

test.each([
  ["narvik-grid", true],
  ["narvik-*", true],
  ["*-grid", true],
  ["narvik", false],
  ["narvik.grid", false],
  [urn, true],
  ["urn:pulumi:narvik::nscale::*Permit::*", true],
])("the pattern %s", (resource, expected) => {
  expect(isFor({ ...exemption, resource }, { rule: "pue-limit", urn })).toBe(expected);
  expect(isFor({ ...exemption, resource }, { rule: "wue-limit", urn })).toBe(false);
  expect(isFor({ ...exemption, resource, stack: "texas" }, { rule: "pue-limit", urn })).toBe(false);
});

describe("what follows from a result", () => {
  const rule = (level: Rule["level"]) => ({ ...(rules.find(({ name }) => name === "pue-limit") as Rule), level });
  const finding = { got: "1.4", want: "1.2", fix: "cool" };
  const result: Result = { rule: "pue-limit", urn: "urn:pulumi:narvik::nscale::nscale:site:Site::narvik", verdict: "violated", finding };
  const outcome = (level: Rule["level"], found: Result, date = "2026-11-01") =>
    applyExemptions(rule(level), found, [exemption], date).outcome;

  test.each([
    ["an exemption in force", "exempted", outcome("mandatory", result)],
    ["one that has not begun", "violation", outcome("mandatory", result, "2026-09-30")],
    ["one that has ended", "violation", outcome("mandatory", result, "2026-12-30")],
    ["a draft law", "advisory", outcome("mandatory", { ...result, finding: { ...finding, advisory: "a draft" } }, "2026-12-30")],
    ["an advisory rule", "advisory", outcome("advisory", result, "2026-12-30")],
    ["a fact that is not known", "violation", outcome("mandatory", { ...result, verdict: "unknown" }, "2026-12-30")],
    ["nothing wrong", "passed", outcome("mandatory", { ...result, verdict: "passed" })],
  ])("%s: %s", (_, expected, got) => {
    expect(got).toBe(expected);
  });

  test("an exemption that has ended is a violation, one that nothing needs a note, one of another stack nothing", () => {
    const outcomes = (date: string, used: readonly Exemption[], stack = "narvik") =>
      exemptionResults([exemption], new Set(used), `urn:pulumi:${stack}::nscale::pulumi:pulumi:Stack::nscale-${stack}`, date).map(
        (one) => one.outcome,
      );
    expect(outcomes("2026-12-30", [])).toEqual(["violation"]);
    expect(outcomes("2026-11-01", [])).toEqual(["advisory"]);
    expect(outcomes("2026-11-01", [exemption])).toEqual([]);
    expect(outcomes("2026-12-30", [], "texas")).toEqual([]);
  });
});
