import { expect, test } from "vitest";
import { reportData } from "../../../cli/tasks/report.ts";
import { assumed } from "../../../components/lib/fact.ts";
import { disputed } from "../../../components/lib/dispute.ts";
import type { StackInput, StackSpec } from "../../../components/schema/stack.ts";
import { disputesSection } from "../../../report/disputes.ts";
import { modelsSection } from "../../../report/models.ts";
import { sitesSection } from "../../../report/sites.ts";
import { textOf } from "../../../review/html/html.ts";
import { printSection, type Section } from "../../../review/html/section.ts";
import { exampleEndpoint, exampleInference, groupedEndpoint, servingStack } from "../../support/inference.ts";
import { add, set } from "../../support/invalid.ts";

const why = "an example";
const claim = { value: 230, by: "<b>the press</b>", on: "2025-07", source: "a newspaper" };

const dataOf = (spec: StackSpec) =>
  reportData({ spec: { asOf: spec.asOf, sites: ["example"], milestones: [] }, sites: new Map([["example", spec]]) });

/** The words of a section, a cell a line; markup that came from data would be gone with the page's own. */
const wordsOf = (section: Section): string[] =>
  textOf(printSection(section))
    .replace(/<svg.*?<\/svg>/gs, "")
    .replaceAll("\n", " ")
    .replaceAll(/<\/(h2|th|td|p|figcaption|caption)>/g, "\n")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "");

function toldStack(change: (stack: StackInput) => void = () => undefined) {
  return servingStack(exampleInference(), (stack) => {
    set(stack, "site.phases.0.capacityMegawatts", disputed(assumed(1, why), "what the owners say themselves", [claim]));
    add(stack, "site.statuses", [
      { status: "announced", on: assumed("2025-09-16", "the day of the announcement") },
      { status: "paused", on: assumed("2026-04-09", "the day of the report") },
      { status: "resumed", on: assumed("2026-12-01", "a day that lies ahead") },
    ]);
    change(stack);
  });
}

test("disputed figures are listed with who claims what, and when", () => {
  const words = wordsOf(disputesSection(dataOf(toldStack()))).join(" | ");
  expect(words).toContain(
    "site. phases[0]. capacityMegawatts Example | 1 MW | what the owners say themselves | 230 MW | &lt;b&gt;the press&lt;/b&gt; 2025-07 | a newspaper",
  );
});

test("notes are listed beside them", () => {
  const words = wordsOf(disputesSection(dataOf(toldStack()))).join(" | ");
  expect(words).toContain("deliveries Example | 1 delivery after 2026-04-09, when it was made known that the site is paused");
});

test("a site shows the last that was made known of it by the date of the data, with its source", () => {
  const words = wordsOf(sitesSection(dataOf(toldStack()))).join(" | ");
  expect(words).toContain("paused 9 Apr 2026 : the day of the report");
  expect(words).not.toContain("resumed");
});

test("models show their cluster and from when they are served, and who serves the public API today", () => {
  const here = toldStack((stack) => add(stack, "inference.gateway.servesPublicApi", assumed(true, why)));
  expect(wordsOf(modelsSection(dataOf(here)))[1]).toBe(
    "1 endpoint, 0 of them on GPUs that are not delivered on 1 Nov 2026 . The public API is served today from Norway (training of Example) * (assumed) .",
  );
  const ahead = servingStack(exampleInference({ r1: groupedEndpoint({ replicas: { min: 2, max: 2 } }) }, "racks"));
  expect(wordsOf(modelsSection(dataOf(ahead))).at(-1)).toBe("from 1 Feb 2027 † (from assumed figures)");
  const undelivered = servingStack(exampleInference({ scout: exampleEndpoint() }), (stack) => set(stack, "deliveries", {}));
  expect(wordsOf(modelsSection(dataOf(undelivered))).at(-1)).toBe("no delivery is declared");
});
