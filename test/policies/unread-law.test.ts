import { expect, test } from "vitest";
import type { Dated } from "../../components/lib/dated.ts";
import { noParameters } from "../../policies/lib/parameters.ts";
import { resourceRule, type Resource } from "../../policies/lib/rule.ts";
import { changedUnread } from "../../policies/verdicts/unread-law.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import { affiliatesRules } from "../../policies/law/list-screening.ts";

const suspended: Dated<unknown> = {
  validFrom: "2025-11-10",
  validTo: "2026-11-09",
  value: {},
  source: "a text that is suspended for a year",
  status: "suspended",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
};
const back: Dated<unknown> = {
  validFrom: "2026-11-10",
  value: {},
  source: "the same text",
  status: "in-force",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
};

const rule = (law: readonly Dated<unknown>[]) =>
  resourceRule({
    name: "screening",
    description: "",
    why: "",
    level: "mandatory",
    severity: "low",
    framework: { name: "", version: "", reference: "", specification: "" },
    remediation: "",
    tags: [],
    parameters: noParameters,
    law,
    types: ["nscale:fleet:Tenant"],
    reads: [],
    judge: () => [],
  });

const stack: Resource = { urn: "urn:pulumi:here::nscale::pulumi:pulumi:Stack::here", type: "pulumi:pulumi:Stack", name: "here", props: {} };
const tenant: Resource = { urn: "urn:pulumi:here::nscale::nscale:fleet:Tenant::one", type: "nscale:fleet:Tenant", name: "one", props: {} };
const cluster: Resource = {
  urn: "urn:pulumi:here::nscale::pulumi:providers:kubernetes::c",
  type: "pulumi:providers:kubernetes",
  name: "c",
  props: {},
};
const rendering: Resource = { ...cluster, props: { renderYamlToDirectory: "out" } };

const found = (date: string, resources: readonly Resource[], law: readonly Dated<unknown>[]) =>
  judgeOn(date, resources, [rule(law)], [])
    .results.filter((one) => one.rule === "law-read")
    .map(({ outcome, note, finding }) => [outcome, note, finding?.got]);

const changed = "law behind screening that changed by its own terms on 2026-11-10, last read as of 2026-07-08 (in-force: the same text)";

test("law that changed by its own terms blocks a stack with real clusters until it was read again", () => {
  const law = [suspended, back];
  expect(found("2026-11-09", [stack, tenant, cluster], law)).toEqual([]);
  expect(found("2026-11-10", [stack, tenant, cluster], law)).toEqual([["violation", undefined, changed]]);
  expect(found("2026-11-28", [stack, tenant, rendering], law)).toEqual([
    ["advisory", "the stack is rendered, and changes no real cluster", changed],
  ]);
  const read = [suspended, back].map((entry) => ({ ...entry, reviewedOn: "2026-11-10" }));
  expect(found("2026-11-28", [stack, tenant, cluster], read)).toEqual([]);
});

test("law behind a rule that had nothing to judge is not asked for", () => {
  expect(found("2026-11-28", [stack, cluster], [suspended, back])).toEqual([]);
});

test("law that was due to be read again is a note, also for a real cluster", () => {
  const read = { ...back, reviewedOn: "2026-11-28" };
  expect(found("2027-01-08", [stack, tenant, cluster], [read])).toEqual([]);
  expect(found("2027-01-09", [stack, tenant, cluster], [read])).toEqual([
    ["advisory", "it has not changed by its own terms", "law behind screening that was to be read again by 2027-01-08"],
  ]);
});

test("the affiliates rule is back in force on 10 November 2026 by its own terms, and was not read since", () => {
  expect(affiliatesRules.map((entry) => [entry.status, changedUnread(entry, "2026-11-28")])).toEqual([
    ["in-force", undefined],
    ["suspended", "2026-11-10"],
    ["in-force", "2026-11-10"],
  ]);
});
