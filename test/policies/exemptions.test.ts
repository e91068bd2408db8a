import { stringify } from "yaml";
import { describe, expect, test } from "vitest";
import { rules } from "../../policies/rules.ts";
import { applyExemptions } from "../../policies/verdicts/apply-exemptions.ts";
import { fingerprintOf } from "../../policies/verdicts/fingerprint.ts";
import { exemptionResults } from "../../policies/verdicts/exemption-results.ts";
import { isFor, parseExemptions, type Exemption } from "../../policies/verdicts/exemptions.ts";
import type { Result } from "../../policies/verdicts/judge.ts";
import type { Rule } from "../../policies/lib/rule.ts";
import { linesOf } from "../support/invalid.ts";

const urn = "urn:pulumi:narvik::nscale::nscale:site:Site::narvik";
const result: Result = { rule: "pue-limit", urn, verdict: "violated", finding: { got: "1.4", want: "1.2", fix: "cool" } };

const exemption: Exemption = {
  rule: "pue-limit",
  stack: "narvik",
  resource: urn,
  finding: fingerprintOf(result),
  owner: "Ada <ada@example.com>",
  author: "Ada <ada@example.com>",
  approver: "Grace <grace@example.com>",
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
      "rule: got end-user-hq-check, want a rule that may be exempted; fix: remove the exemption and correct the violation: the rule states law, and nobody here can excuse from it",
    ],
    [
      { rule: "critical-fields-known" },
      "rule: got critical-fields-known, want a rule that may be exempted; fix: remove the exemption and correct the violation: nothing excuses it",
    ],
    [{ stack: "nowhere", resource: "urn:pulumi:nowhere::nscale" }, "stack: got nowhere, want one of narvik; fix: correct the name"],
    [
      { resource: "urn:pulumi:narvik::*" },
      'resource: got "urn:pulumi:narvik::*", want text that matches /^urn:pulumi:[^*]+$/; fix: write the whole URN of the resource, with no *',
    ],
    [
      { finding: "*" },
      'finding: got "*", want text that matches /^[0-9a-f]{16}$/; fix: write the fingerprint of the finding, as npm run policy shows it',
    ],
    [
      { resource: "urn:pulumi:texas::nscale::nscale:site:Site::texas" },
      "resource: got a URN of the stack texas, want one of narvik; fix: correct the URN or the stack",
    ],
    [
      { expires: "2026-12-31" },
      "expires: got 2026-12-31, 91 days after 2026-10-01, want a day up to 90 days after the day it was granted; fix: set an earlier day; a violation that lasts is corrected, not exempted",
    ],
    [
      { expires: "2026-09-30" },
      "expires: got 2026-09-30, -1 days after 2026-10-01, want a day up to 90 days after the day it was granted; fix: set an earlier day; a violation that lasts is corrected, not exempted",
    ],
    [
      { expires: "2026-02-30" },
      'expires: got "2026-02-30", want a date that the calendar has, YYYY-MM-DD; fix: write its last day, YYYY-MM-DD',
    ],
    [
      { ticket: "-" },
      'ticket: got "-", want text that matches /^([A-Z][A-Z0-9]+-\\d+|https:\\/\\/\\S+)$/; fix: write the ticket that follows it up, as KEY-12 or a link',
    ],
    [{ owner: " " }, expect.stringMatching(/^owner: got " ", .* fix: write the person who answers for it, as Name <address>$/)],
    [
      { reason: "it is fine" },
      expect.stringMatching(/^reason: got "it is fine", .* fix: write the grounds for accepting the violation, in a sentence$/),
    ],
    ...["Ada <ada@example.com>", "ada <lovelace@example.com>", "A. Lovelace <ADA@example.com>"].map(
      (approver) =>
        [
          { approver },
          `approver: got ${approver}, who asks for it, want another person than the author; fix: have someone else approve it`,
        ] as [Record<string, unknown>, string],
    ),
  ])("%o", (changes, line) => {
    const [found = "", ...others] = faultsOf(changes);
    expect(others).toEqual([]);
    expect(found.slice("exemptions.yaml: exemptions[0].".length)).toEqual(line);
  });

  test("windows end to end are one exemption, and too long; of two findings they are two", () => {
    const first = { ...exemption, granted: "2026-08-01", expires: "2026-10-30" };
    const second = { ...exemption, granted: "2026-10-31", expires: "2027-01-29" };
    expect(linesOf(() => parse(stringify({ exemptions: [first, second] })))).toEqual(
      ["2026-10-30", "2027-01-29"].map(
        (expires, at) =>
          `exemptions.yaml: exemptions[${at}].expires: got ${expires}: with the other exemptions of the same finding, 180 days, want at most 90 days for one finding; fix: correct the violation: its time is used up`,
      ),
    );
    expect(parse(stringify({ exemptions: [first, { ...second, finding: "0".repeat(16) }] }))).toHaveLength(2);
  });

  test("one that is not YAML, one that is empty", () => {
    expect(linesOf(() => parse("exemptions: ["))[0]).toMatch(/^exemptions\.yaml: line 1: got .*, want YAML; fix: correct the line$/);
    expect(linesOf(() => parse(""))).toEqual([
      "exemptions.yaml: the whole input: got null, want an object with exemptions; fix: correct the value",
    ]);
  });
});

test("an exemption is for one finding: of its rule, its resource and what was found there", () => {
  const judged = { rule: "pue-limit", urn, fingerprint: fingerprintOf(result) };
  expect(isFor(exemption, judged)).toBe(true);
  expect(isFor(exemption, { ...judged, rule: "wue-limit" })).toBe(false);
  expect(isFor(exemption, { ...judged, urn: `${urn}-grid` })).toBe(false);
  const worse = { ...result, finding: { got: "1.5", want: "1.2", fix: "cool" } };
  expect(isFor(exemption, { ...judged, fingerprint: fingerprintOf(worse) })).toBe(false);
});

test("a fingerprint is the same on another day, and with other words for the fix", () => {
  const dated = (date: string): Result => ({ ...result, finding: { got: `1 MW on ${date}`, want: date, fix: date } });
  expect(fingerprintOf(dated("2026-11-01"), "2026-11-01")).toBe(fingerprintOf(dated("2026-11-02"), "2026-11-02"));
  expect(fingerprintOf(dated("2026-11-01"), "2026-11-01")).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprintOf(dated("2026-11-01"), "2026-11-01")).not.toBe(fingerprintOf(dated("2026-12-01"), "2026-11-01"));
});

describe("what follows from a result", () => {
  const rule = (level: Rule["level"]) => ({ ...(rules.find(({ name }) => name === "pue-limit") as Rule), level });
  const { finding = { got: "", want: "", fix: "" } } = result;
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
