import type { SuiteRun } from "./suite.ts";

/** Tests that the table names. */
const slowestTests = 10;

const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const isNumber = (text: string) => /^[\d,.]+$/.test(text);
  return rows.map((row) =>
    `  ${row.map((text, column) => (isNumber(text) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0))).join("  ")}`.trimEnd(),
  );
};

/** A table of suites by time, and of the slowest tests of all of them. A suite's seconds are from its start to its end; others ran meanwhile. */
export function printTable(runs: readonly SuiteRun[]): string {
  const suites = [...runs]
    .sort((a, b) => b.seconds - a.seconds)
    .map(({ suite, count, seconds }) => [suite, String(count.passed + count.failed + count.skipped), seconds.toFixed(0)]);
  const slowest = runs
    .flatMap(({ tests }) => tests)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, slowestTests)
    .map(({ file, name, seconds }) => [seconds.toFixed(1), file, name]);
  return [...columns([["suite", "tests", "seconds"], ...suites]), "", ...columns([["seconds", "slowest tests", ""], ...slowest])].join(
    "\n",
  );
}
