import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Window } from "happy-dom";
import { placesIn } from "../../cli/policy/places.ts";
import { repository } from "../../cli/setup/cache.mjs";
import { expect, test } from "vitest";
import { z } from "zod";
import { rules } from "../../policies/rules.ts";
import type { Exemption } from "../../policies/verdicts/exemptions.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { readDeclared } from "../../cli/policy/declared.ts";
import { pulumiStateOf, readSettings } from "../../cli/policy/subject.ts";
import { printEvidence } from "../../policies/formats/evidence.ts";
import { originOf } from "../../cli/policy/origin.ts";
import type { Report } from "../../policies/formats/report.ts";
import { expiringWithin } from "../../policies/verdicts/expiring.ts";
import { parseExported } from "../../cli/policy/exported.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import { printJunit } from "../../policies/formats/junit.ts";
import { printReport } from "../../cli/policy/print.ts";
import { printCodeQuality } from "../../policies/formats/code-quality.ts";
import { printSarif } from "../../policies/formats/sarif.ts";
import { sarifSchema } from "../support/sarif.ts";

const { asOf, resources } = await readDeclared("glomfjord");
const origin = originOf(repository);

/** The site with an offset that is exempted at first, a PUE that no rule allows, and a name that XML must escape. */
const broken: readonly Resource[] = resources.map((resource) => {
  if (resource.type !== "nscale:site:Site") return resource;
  const efficiency = { ...(resource.props["efficiency"] as object), powerUsageEffectiveness: 1.35 };
  return { ...resource, props: { ...resource.props, efficiency, energyClaims: { offsetSharePercent: 5 } } };
});

const offset = judgeOn("2026-11-01", broken, rules, []).results.find(({ rule }) => rule === "no-offsets");

const exemption: Exemption = {
  rule: "no-offsets",
  stack: "glomfjord",
  resource: offset?.urn ?? "",
  finding: offset?.fingerprint ?? "",
  owner: "Ada <ada@example.com>",
  author: "Ada <ada@example.com>",
  approver: "Grace <grace@example.com>",
  reason: 'the "claim" & its report',
  ticket: "POWER-12",
  granted: "2026-10-01",
  expires: "2026-11-20",
};

function reportOn(stack: readonly Resource[], ...dates: string[]): Report {
  return {
    stack: "glomfjord",
    subjects: [{ stack: "glomfjord", source: "data", asOf, from: "its data", resources: stack }],
    judgements: dates.map((date) => ({ source: "data", ...judgeOn(date, stack, rules, [exemption]) })),
    exemptions: [exemption],
    expiring: expiringWithin({ from: dates[0] ?? "", to: "2027-01-30" }, "glomfjord", [{ resources: stack }], rules, [exemption]),
    until: "2027-01-30",
    rules,
  };
}

const report = reportOn(broken, "2026-11-01", "2026-11-21");
const outcomeOf = (rule: string) =>
  report.judgements.map(({ results }) => results.filter((one) => one.rule === rule).map(({ outcome }) => outcome));

test("every rule has a verdict on each date", () => {
  for (const { results } of report.judgements) expect(rules.filter(({ name }) => !results.some(({ rule }) => rule === name))).toEqual([]);
  expect(outcomeOf("pue-limit")).toEqual([["violation"], ["violation"]]);
  expect(outcomeOf("no-offsets")).toEqual([["exempted"], ["violation"]]);
  expect(outcomeOf("exemptions")).toEqual([[], ["violation"]]);
});

test("SARIF says what is not good, as the standard has it, and an exempted finding is suppressed", () => {
  const [run] = sarifSchema.parse(JSON.parse(printSarif([report], rules, "policy"))).runs;
  const of = (rule: string) =>
    run?.results
      .filter(({ ruleId }) => ruleId.split("/")[0] === rule)
      .map(({ level, suppressions, properties }) => [level, suppressions?.length, properties["dates"]]);
  expect(of("pue-limit")).toEqual([["error", undefined, ["2026-11-01", "2026-11-21"]]]);
  expect(of("no-offsets")).toEqual([
    ["note", 1, ["2026-11-01"]],
    ["error", undefined, ["2026-11-21"]],
  ]);
});

test("GitLab's report has the findings of SARIF, with a severity of its own and a fingerprint that no two share", () => {
  const unjudged = { stack: "torn", error: "a brace is missing" };
  const [run] = sarifSchema.parse(JSON.parse(printSarif([report, unjudged], rules, "policy"))).runs;
  const issues = z
    .array(
      z.strictObject({
        description: z.string(),
        check_name: z.string(),
        fingerprint: z.string(),
        severity: z.enum(["info", "minor", "major", "critical", "blocker"]),
        location: z.strictObject({ path: z.string(), lines: z.strictObject({ begin: z.number() }) }),
      }),
    )
    .parse(JSON.parse(printCodeQuality([report, unjudged], rules, "policy")));
  expect(issues.map(({ description }) => description)).toEqual(run?.results.map(({ message }) => message.text));
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  const of = (rule: string) => issues.filter(({ check_name }) => check_name === rule).map(({ severity, location }) => [severity, location]);
  const start = { path: "stacks/glomfjord.ts", lines: { begin: 1 } };
  expect(of("no-offsets")).toEqual([["critical", start]]);
  expect(of("no-offsets/exempted")).toEqual([["info", start]]);
  expect(of("stack-judged")).toEqual([["critical", { path: "stacks/torn.ts", lines: { begin: 1 } }]]);
});

test("JUnit is well-formed, with a test case for each verdict", () => {
  const parser = new new Window().DOMParser();
  const document = parser.parseFromString(printJunit([report]), "application/xml");
  expect(document.querySelector("parsererror")).toBeNull();
  expect(parser.parseFromString("<a><b></a>", "application/xml").querySelector("parsererror")).not.toBeNull();
  const [first, second] = document.querySelectorAll("testsuite");
  expect(first?.querySelectorAll("testcase")).toHaveLength(report.judgements[0]?.results.length ?? 0);
  expect(first?.querySelectorAll("failure").length).toBe(Number(first?.getAttribute("failures")));
  expect(second?.querySelector('testcase[classname="no-offsets"] failure')?.getAttribute("message")).toContain(
    'Ada <ada@example.com>, until 2026-11-20 (POWER-12), approved by Grace <grace@example.com>: the "claim" & its report',
  );
});

test("several stacks are one run of SARIF and one file of JUnit, in which one that was not judged is an error", () => {
  const other: Report = { ...report, stack: "other" };
  const { runs } = sarifSchema.parse(JSON.parse(printSarif([report, other], rules, "policy")));
  const [alone] = sarifSchema.parse(JSON.parse(printSarif([report], rules, "policy"))).runs;
  expect(runs.map(({ results }) => results.length)).toEqual([2 * (alone?.results.length ?? 0)]);
  const text = printJunit([report, { stack: "torn", error: 'got "<\u0007>", want a plan' }]);
  const suites = new new Window().DOMParser().parseFromString(text, "application/xml").querySelectorAll("testsuite");
  const shown = [...suites].map((suite) => [suite.getAttribute("name"), suite.getAttribute("errors")]);
  expect(shown).toEqual([...report.judgements.map(({ source, date }) => [`${report.stack} (${source}) on ${date}`, "0"]), ["torn", "1"]]);
  expect([...suites].at(-1)?.querySelector("error")?.getAttribute("message")).toBe('got "<>", want a plan');
});

test("SARIF has what forges read: one fingerprint a finding, columns, help, a category, and a severity that follows from the outcome", () => {
  const other: Report = { ...report, stack: "other", judgements: [] };
  const [run] = sarifSchema.parse(JSON.parse(printSarif([other, report], rules, "policy"))).runs;
  const severityOf = (id: string) => run?.tool.driver.rules.find((one) => one.id === id)?.properties["security-severity"];
  expect(run?.automationDetails.id).toBe("policy/");
  expect([severityOf("no-offsets"), severityOf("no-offsets/exempted"), severityOf("no-offsets/advisory")]).toEqual([
    "8.0",
    "1.0",
    undefined,
  ]);
  const pue = run?.results.find(({ ruleId }) => ruleId === "pue-limit");
  const verdict = report.judgements[0]?.results.find(({ rule }) => rule === "pue-limit");
  expect(pue?.partialFingerprints.primaryLocationLineHash).toBe(`${verdict?.fingerprint ?? ""}:1`);
  expect(pue?.locations[0]?.physicalLocation.region).toEqual({ startLine: 1, startColumn: 1 });
});

test("a finding lies at the line of the fact that its rule read, wherever the data writes it", () => {
  const placeOf = placesIn(repository, rules);
  const lineOf = (stack: string, rule: string, type: string, name: string) => {
    const { file, line, column, endColumn } = placeOf(stack, {
      rule,
      urn: `urn:pulumi:${stack}::nscale::${type}::${name}`,
      verdict: "violated",
      outcome: "violation",
    });
    const text = readFileSync(join(repository, file), "utf8").split("\n")[line - 1] ?? "";
    return [file, text.slice(column - 1, endColumn === undefined ? undefined : endColumn - 1).trim()];
  };
  expect(lineOf("narvik", "pue-limit", "nscale:site:Site", "narvik")).toEqual([
    "stacks/narvik.ts",
    expect.stringMatching(/^system: stated\("closed-loop-direct-to-chip"/),
  ]);
  expect(lineOf("glomfjord", "permit-not-expired", "nscale:site:Site$nscale:site:Permit", "glomfjord-planning")).toEqual([
    "stacks/glomfjord.ts",
    'kind: "planning"',
  ]);
  expect(lineOf("glomfjord", "x", "nscale:site:Site$nscale:site:Phase", "glomfjord-expansion")[1]).toBe("{");
  expect(lineOf("narvik", "end-user-hq-check", "nscale:fleet:Tenant", "microsoft")).toEqual([
    "stacks/parties.ts",
    "headquarters: seatOfMicrosoft",
  ]);
  expect(lineOf("narvik", "x", "kubernetes:core/v1:Service", "full-2-anything")[0]).toBe("stacks/narvik-clusters.ts");
  expect(lineOf("narvik", "x", "kubernetes:core/v1:Service", "Services")).toEqual(["stacks/narvik.ts", "{"]);
});

test("a stack that could not be judged is no clean run", () => {
  const [run] = sarifSchema.parse(JSON.parse(printSarif([{ stack: "torn", error: "no plan" }], rules, "policy"))).runs;
  expect(run?.invocations).toEqual([
    { executionSuccessful: false, toolExecutionNotifications: [{ level: "error", message: { text: "torn: no plan" } }] },
  ]);
  expect(run?.results.map(({ ruleId, level, message }) => [ruleId, level, message.text])).toEqual([
    ["stack-judged", "error", "torn was not judged: no plan"],
  ]);
});

test("no two cases of JUnit have one name, whatever their suite: forges keep the first alone", () => {
  const other: Report = { ...report, stack: "other" };
  const document = new new Window().DOMParser().parseFromString(printJunit([report, other]), "application/xml");
  const names = [...document.querySelectorAll("testcase")].map((one) => one.getAttribute("name"));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain("pue-limit: glomfjord (nscale:site:Site), glomfjord (data) on 2026-11-21");
});

test("a pass on an assumed fact says so, with path and reason, in every form", () => {
  const [fact] = report.judgements[0]?.results.find(({ rule }) => rule === "pue-limit")?.assumptions ?? [];
  expect(fact).toBeUndefined();
  const screening = report.judgements[0]?.results.find(({ rule }) => rule === "go-cancelled-for-site");
  expect(screening).toMatchObject({
    outcome: "passed-on-assumption",
    assumptions: expect.arrayContaining([
      { urn: screening?.urn, path: "guaranteesOfOrigin", reason: "what a claim of 100 % hydropower needs" },
    ]) as unknown,
  });
  const line = "glomfjord-hydro-initial: guaranteesOfOrigin (what a claim of 100 % hydropower needs)";
  expect(printReport(report, "")).toContain(`  assumed  ${line}: go-cancelled-for-site,`);
  expect(printSarif([report], rules, "policy")).toContain(line);
  expect(printJunit([report])).toContain(line);
  expect(printEvidence(report, origin)).toContain('"what a claim of 100 % hydropower needs"');
});

test("law that passes on assumed facts blocks a stack with real clusters, and is a note in one that is rendered", () => {
  const outcomes = (stack: readonly Resource[]) =>
    new Set(
      judgeOn("2026-11-01", stack, rules, [])
        .results.filter(({ rule }) => rule === "assumed-law")
        .map(({ outcome }) => outcome),
    );
  expect(outcomes(resources)).toEqual(new Set(["advisory"]));
  const live = resources.map((one) => (one.type === "pulumi:providers:kubernetes" ? { ...one, props: { context: "glomfjord" } } : one));
  expect(outcomes(live)).toEqual(new Set(["violation"]));
  const { hasLiveTargets } = readSettings("config:\n  nscale:targets:\n    initial-b200: { kind: context, context: glomfjord }\n");
  const planned = [
    ...resources,
    pulumiStateOf("glomfjord", resources, { backend: "file:", secretsProvider: "passphrase", hasLiveTargets }),
  ];
  expect(outcomes(planned)).toEqual(new Set(["violation"]));
  const stated = live.map(({ props: { assumptions: _, ...props }, ...one }) => ({ ...one, props }));
  expect(outcomes(stated)).toEqual(new Set());
});

test("evidence has the same bytes for the same input, whatever the order of fields, and others for another", () => {
  const small = (stack: readonly Resource[]): Report => ({
    ...report,
    subjects: report.subjects.map((one) => ({ ...one, resources: stack })),
  });
  const reversed = broken.map((resource) => ({ ...resource, props: Object.fromEntries(Object.entries(resource.props).reverse()) }));
  expect(printEvidence(small(reversed), origin)).toBe(printEvidence(report, origin));
  expect({ source: "data", ...judgeOn(asOf, reversed, rules, [exemption]) }).toEqual(report.judgements[0]);
  const { inputs, law, results } = JSON.parse(printEvidence(report, origin)) as Record<
    "inputs" | "law" | "results",
    Record<string, unknown> & unknown[]
  >;
  expect(JSON.parse(printEvidence(small(resources), origin))).not.toMatchObject({ inputs });
  expect(law).toHaveLength(2);
  expect(results.length).toBe(report.judgements.flatMap((one) => one.results).length);
});

test("what ends within the days is listed with the violations that follow", () => {
  expect(report.expiring.find(({ what }) => what === "exemption of glomfjord from no-offsets")).toEqual({
    lastDay: "2026-11-20",
    what: "exemption of glomfjord from no-offsets",
    thenBlocks: ["exemptions nscale-glomfjord", "no-offsets glomfjord"],
  });
});

test("each finding says where it was found, in the data, in the state or in both", () => {
  const [data, later] = report.judgements;
  const mended: Report = {
    ...report,
    subjects: [...report.subjects, { stack: "glomfjord", source: "state", asOf, from: "the state of its last update", resources }],
    judgements: [...report.judgements, { source: "state", ...judgeOn("2026-11-01", resources, rules, []) }],
  };
  const both: Report = { ...mended, judgements: [data, later, data && { ...data, source: "state" as const }].flatMap((one) => one ?? []) };
  const placesOf = (of: Report, rule: string) =>
    printReport(of, "out/policy/glomfjord")
      .split("\n")
      .flatMap((line) => (line.includes(`  ${rule}  `) ? [/\[([^[]*)\]$/.exec(line)?.[1]] : []));
  expect(placesOf(mended, "pue-limit")).toEqual(["data"]);
  expect(placesOf(both, "pue-limit")).toEqual(["data and state"]);
  expect(placesOf(both, "no-offsets")).toEqual(["data on 2026-11-21", "data on 2026-11-01 and state"]);
  expect(printReport(mended, "")).toContain(
    "glomfjord, from its data (as of 2026-11-01) and the state of its last update (as of 2026-11-01)",
  );
  const results = sarifSchema.parse(JSON.parse(printSarif([both], rules, "policy"))).runs[0]?.results ?? [];
  expect(results.filter(({ ruleId }) => ruleId === "pue-limit").map(({ properties }) => properties["foundIn"])).toEqual([
    ["data", "state"],
  ]);
});

test("the table names rule, resource, got, want and fix, the blocking ones first", () => {
  const lines = printReport(report, "out/policy/glomfjord").split("\n");
  expect(lines).toContain(
    "  violation  pue-limit  glomfjord: got PUE 1.35 with adiabatic cooling that supplies air, want PUE ≤ 1.3, the limit for other cooling; fix: improve the cooling, or declare what has been measured (finding FINGERPRINT) [data]".replace(
      "FINGERPRINT",
      report.judgements[0]?.results.find(({ rule }) => rule === "pue-limit")?.fingerprint ?? "",
    ),
  );
  const kinds = lines.flatMap((line) => /^  (violation|exempted|advisory) /.exec(line)?.[1] ?? []);
  expect([...new Set(kinds)]).toEqual(["violation", "exempted", "advisory"]);
  expect(kinds.lastIndexOf("violation")).toBeLessThan(kinds.indexOf("exempted"));
});

test("a state that cannot be judged is refused, and a secret in it is not known to a rule", () => {
  const state = (outputs: object) => ({
    deployment: {
      resources: [
        { urn: "urn:pulumi:example::nscale::pulumi:pulumi:Stack::nscale-example", type: "pulumi:pulumi:Stack", outputs },
        {
          urn: "urn:pulumi:example::nscale::a:b:C::c",
          type: "a:b:C",
          inputs: { open: 1, hidden: { "4dabf18193072939515e22adb298388d": "…", ciphertext: "…" } },
        },
      ],
    },
  });
  const parse = (value: unknown) => parseExported("state.json", typeof value === "string" ? value : JSON.stringify(value));
  expect(() => parse("{")).toThrow(/^state\.json: got no JSON \(.*\), want what pulumi stack export writes; fix: pulumi stack export/);
  expect(() => parse({})).toThrow(/^state\.json: got .* deployment, want what pulumi stack export writes/);
  expect(() => parse(state({}))).toThrow(
    "state.json: summary.asOf: got no date among the stack's outputs, want the one of its last update; fix: run up to its end, and export the state again",
  );
  expect(parse({ deployment: {} })).toBeUndefined();
  const found = parse(state({ summary: { asOf: "2026-11-01" } }));
  expect(found).toMatchObject({ stack: "example", asOf: "2026-11-01", secretsProvider: "passphrase" });
  expect(found?.resources[1]?.props).toEqual({ open: 1, hidden: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
});
