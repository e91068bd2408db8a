import { table } from "../../cli/stack/table.ts";
import type { Quartiles } from "./stats.ts";

/** A line of the report. */
export interface Line {
  readonly name: string;
  /** Number of engine resources in the case. */
  readonly resources?: number;
  /** The most of them that there may be. */
  readonly bound?: number;
  /** The median of user and system time. */
  readonly cpuSeconds?: number;
  /** Over what the name says after its stroke. */
  readonly ratio?: Quartiles;
  /** The most that the ratio may be. */
  readonly budget?: number;
  readonly ratioToEmpty?: number;
  /** The median of the program's peaks. */
  readonly peakMegabytes?: number;
  readonly isOver: boolean;
}

const columns: Readonly<Record<string, (line: Line) => string | undefined>> = {
  case: ({ name }) => name,
  resources: ({ resources }) => resources?.toString(),
  bound: ({ bound }) => bound?.toString(),
  "CPU s": ({ cpuSeconds }) => cpuSeconds?.toFixed(cpuSeconds < 1 ? 4 : 2),
  ratio: ({ ratio }) => ratio?.median.toFixed(2),
  quartiles: ({ ratio }) => ratio && `${ratio.lower.toFixed(2)} to ${ratio.upper.toFixed(2)}`,
  budget: ({ budget }) => budget?.toFixed(2),
  "to empty": ({ ratioToEmpty }) => ratioToEmpty?.toFixed(2),
  "peak MB": ({ peakMegabytes }) => peakMegabytes?.toFixed(0),
  verdict: ({ budget, bound, isOver }) => (isOver ? "over" : budget === undefined && bound === undefined ? "no budget" : "within"),
};

/** A title, and a line of columns for each case. */
export const printReport = (lines: readonly Line[]): string =>
  table([Object.keys(columns), ...lines.map((line) => Object.values(columns).map((cell) => cell(line) ?? "-"))]).join("\n");
