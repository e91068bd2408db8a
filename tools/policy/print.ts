import { nameOfUrn, printFinding, type Assessed } from "../../policies/lib/assess.ts";
import { table } from "../stack/table.ts";
import type { Report } from "./evidence.ts";

const shown = ["violation", "exempted", "advisory"] as const;

/** What a stack's judgement is, for a person: counts by date, then what is not good, then what ends soon. */
export function printReport({ subject, judgements, expiring, until }: Report, folder: string): string {
  const count = (results: readonly Assessed[], outcome: Assessed["outcome"]) =>
    String(results.filter((result) => result.outcome === outcome).length);
  return [
    `${subject.stack}, from ${subject.from} (as of ${subject.asOf})`,
    ...table([
      ["judged on", "violations", "exempted", "advisory", "passed", "not applicable"],
      ...judgements.map(({ date, results }) => [
        date,
        ...shown.map((outcome) => count(results, outcome)),
        count(results, "passed"),
        count(results, "not-applicable"),
      ]),
    ]),
    ...findingLines(judgements),
    ...(expiring.length === 0 ? [] : [`  ends by ${until}:`]),
    ...expiring.map(
      ({ lastDay, what, thenBlocks }) =>
        `    ${lastDay}  ${what}${thenBlocks.length > 0 ? `; then a violation: ${thenBlocks.join(", ")}` : ""}`,
    ),
    `  evidence: ${folder}`,
    "",
  ].join("\n");
}

/** A line a finding, the blocking ones first; the dates are named where not every date has it. */
function findingLines(judgements: Report["judgements"]): string[] {
  const dates = new Map<string, string[]>();
  for (const outcome of shown) {
    for (const { date, results } of judgements) {
      for (const result of results.filter((one) => one.outcome === outcome)) {
        const line = `  ${outcome}  ${result.rule}  ${nameOfUrn(result.urn)}: ${printFinding(result)}`;
        dates.set(line, [...(dates.get(line) ?? []), date]);
      }
    }
  }
  return [...dates].map(([line, on]) => (on.length === judgements.length ? line : `${line} [on ${on.join(", ")}]`));
}
