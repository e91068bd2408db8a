import { nameOfUrn, printFinding, type Verdict } from "../../policies/verdicts/apply-exemptions.ts";
import { table } from "../stack/table.ts";
import type { Report } from "../../policies/formats/report.ts";

const shown = ["violation", "exempted", "advisory"] as const;

/** A stack's judgement as text for a person: counts by source and date, then each bad verdict with its place, then what ends soon. */
export function printReport({ stack, subjects, judgements, expiring, until }: Report, folder: string): string {
  const count = (results: readonly Verdict[], outcome: Verdict["outcome"]) =>
    String(results.filter((result) => result.outcome === outcome).length);
  return [
    `${stack}, from ${subjects.map(({ from, asOf }) => `${from} (as of ${asOf})`).join(" and ")}`,
    ...table([
      ["judged", "on", "violations", "exempted", "advisory", "passed", "on assumption", "not applicable"],
      ...judgements.map(({ source, date, results }) => [
        source,
        date,
        ...shown.map((outcome) => count(results, outcome)),
        count(results, "passed"),
        count(results, "passed-on-assumption"),
        count(results, "not-applicable"),
      ]),
    ]),
    ...findingLines(judgements),
    ...assumptionLines(judgements),
    ...(expiring.length === 0 ? [] : [`  ends by ${until}:`]),
    ...expiring.map(
      ({ lastDay, what, thenBlocks }) =>
        `    ${lastDay}  ${what}${thenBlocks.length > 0 ? `; then a violation: ${thenBlocks.join(", ")}` : ""}`,
    ),
    `  evidence: ${folder}`,
    "",
  ].join("\n");
}

/** A line a finding, the blocking ones first, with the sources in which it was found, and the dates where not every date has it. */
function findingLines(judgements: Report["judgements"]): string[] {
  const found = new Map<string, Report["judgements"][number][]>();
  for (const outcome of shown) {
    for (const judgement of judgements) {
      for (const result of judgement.results.filter((one) => one.outcome === outcome)) {
        // What an exemption needs to name is shown where one could be written.
        const mark = outcome === "violation" ? ` (finding ${result.fingerprint ?? ""})` : "";
        const line = `  ${outcome}  ${result.rule}  ${nameOfUrn(result.urn)}: ${printFinding(result)}${mark}`;
        found.set(line, [...(found.get(line) ?? []), judgement]);
      }
    }
  }
  return [...found].map(([line, having]) => `${line} [${wherein(having, judgements)}]`);
}

/** A line an assumed fact, with the rules that pass on it. */
function assumptionLines(judgements: Report["judgements"]): string[] {
  const rulesByFact = new Map<string, Set<string>>();
  for (const { rule, assumptions = [] } of judgements.flatMap(({ results }) => results)) {
    for (const { urn, path, reason } of assumptions) {
      const fact = `${nameOfUrn(urn)}: ${path} (${reason})`;
      rulesByFact.set(fact, (rulesByFact.get(fact) ?? new Set()).add(rule));
    }
  }
  return [...rulesByFact].sort().map(([fact, names]) => `  assumed  ${fact}: ${[...names].sort().join(", ")}`);
}

/** `data and state`, or `data on 2026-11-21`. */
function wherein(having: Report["judgements"], all: Report["judgements"]): string {
  return [...Map.groupBy(having, ({ source }) => source)]
    .map(([source, own]) => {
      const isAlways = own.length === all.filter((one) => one.source === source).length;
      return isAlways ? source : `${source} on ${own.map(({ date }) => date).join(", ")}`;
    })
    .join(" and ");
}
