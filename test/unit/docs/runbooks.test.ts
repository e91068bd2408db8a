import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";
import { acceleratorNames } from "../../../components/catalog/accelerators.ts";
import { runbookPage, runbooks } from "../../../components/catalog/alert.ts";
import { planMonitoring } from "../../../components/kubernetes/plan/monitoring.ts";
import { servingStack } from "../../support/inference.ts";
import { linksOf } from "../../support/markdown.ts";
import { endpointPlan } from "../../support/plans.ts";

const limits = { powerUsageEffectiveness: 1.2, powerBudgetMegawatts: 10 };
const rules = [
  ...acceleratorNames.map((accelerator) => planMonitoring("hall-1", accelerator, limits).rules),
  endpointPlan("scout", servingStack()).alerts,
].flatMap(({ spec }) => spec.groups.flatMap((group) => group.rules));

const folder = join(repository, "docs/runbooks");
const pages = readdirSync(folder).filter((file) => file !== "README.md");

test("every alert leads to its page, and every page is an alert's", () => {
  const names = [...new Set(rules.map(({ alert }) => alert))];
  expect(names.length).toBeGreaterThan(20);
  expect(pages.sort()).toEqual(names.map((name) => `${runbookPage(name)}.md`).sort());
  for (const { alert, annotations } of rules) expect(annotations.runbook_url).toBe(`${runbooks.value}/${runbookPage(alert)}`);
  for (const name of names) expect(readFileSync(join(folder, `${runbookPage(name)}.md`), "utf8").split("\n")[0]).toBe(`# ${name}`);
});

test("each page says how bad it is, as the alert does", () => {
  for (const { alert, labels } of rules) {
    const text = readFileSync(join(folder, `${runbookPage(alert)}.md`), "utf8").split("\n")[2];
    expect(text?.toLowerCase().endsWith(` ${labels.severity}.`), alert).toBe(true);
  }
});

test("the index has every page", () => {
  expect(linksOf(readFileSync(join(folder, "README.md"), "utf8")).sort()).toEqual(pages.sort());
});
