import type { Quartiles } from "./stats.ts";

/** A line of the report. */
export interface Line {
  readonly name: string;
  readonly resources?: number;
  /** The most engine resources. */
  readonly bound?: number;
  /** The median, of user and system time. */
  readonly cpuSeconds?: number;
  readonly ratio?: Quartiles;
  /** The most that the ratio may be, or the count that the line is about. */
  readonly budget?: number;
  readonly ratioToEmpty?: number;
  /** The median of the program's peaks. */
  readonly peakMegabytes?: number;
  readonly isOver: boolean;
}

const decimals = (value: number, digits: number) => value.toFixed(digits);

const columns: Readonly<Record<string, (line: Line) => string | undefined>> = {
  case: ({ name }) => name,
  resources: ({ resources }) => resources?.toString(),
  bound: ({ bound }) => bound?.toString(),
  "CPU s": ({ cpuSeconds }) => (cpuSeconds === undefined ? undefined : decimals(cpuSeconds, cpuSeconds < 1 ? 4 : 2)),
  ratio: ({ ratio }) => (ratio === undefined ? undefined : decimals(ratio.median, 2)),
  quartiles: ({ ratio }) => (ratio === undefined ? undefined : `${decimals(ratio.lower, 2)} to ${decimals(ratio.upper, 2)}`),
  budget: ({ budget }) => (budget === undefined ? undefined : decimals(budget, 2)),
  "to empty": ({ ratioToEmpty }) => (ratioToEmpty === undefined ? undefined : decimals(ratioToEmpty, 2)),
  "peak MB": ({ peakMegabytes }) => (peakMegabytes === undefined ? undefined : decimals(peakMegabytes, 0)),
  verdict: ({ budget, bound, isOver }) => (isOver ? "over" : budget === undefined && bound === undefined ? "no budget" : "within"),
};

/** The report as columns, each as wide as its widest cell. */
export function printTable(lines: readonly Line[]): string {
  const titles = Object.keys(columns);
  const rows = [titles, ...lines.map((line) => Object.values(columns).map((cell) => cell(line) ?? "-"))];
  const widths = titles.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0));
  return rows.map((row) => row.map(pad).join("  ")).join("\n");
}
