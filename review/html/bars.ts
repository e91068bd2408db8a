import * as Plot from "@observablehq/plot";
import { drawSvg, type Alternative } from "./svg.ts";
import { printNumber } from "../../components/lib/number.ts";

/** A part of a bar. */
export interface Segment {
  readonly label: string;
  readonly value: number;
  readonly colour: string;
  /** The text inside, if the segment is wide enough. @default none */
  readonly inside?: string;
  /** @default 1 */
  readonly opacity?: number;
}

/** A bar with its label above on the left and its note above on the right. */
export interface BarRow {
  readonly label: string;
  readonly note: string;
  readonly segments: readonly Segment[];
  /** The bar's maximum, drawn as a frame, dashed for an assumed figure. */
  readonly frame?: { readonly value: number; readonly dashed: boolean };
  /** A limit, drawn as a vertical line. */
  readonly limit?: number;
}

export interface BarOptions {
  readonly width: number;
  /** The end of the scale. @default the longest bar's end */
  readonly end?: number;
  /** The unit of the axis. @default no axis */
  readonly axis?: string;
}

const rowHeight = 52;
const barHeight = 20;
const axisHeight = 34;
const letterWidth = 7;

interface Placed {
  readonly y1: number;
  readonly y2: number;
}

const lengthOf = ({ segments }: BarRow) => segments.reduce((sum, { value }) => sum + value, 0);

/** Horizontal bars, each of one or more segments, on one scale. */
export function drawBars(rows: readonly BarRow[], options: BarOptions, alternative: Alternative): string {
  const { width, axis } = options;
  const end = options.end ?? Math.max(...rows.map((row) => Math.max(lengthOf(row), row.frame?.value ?? 0, row.limit ?? 0)), 1e-9);
  const placed = rows.map((row, index) => ({
    ...row,
    y1: index * rowHeight + rowHeight - barHeight - 5,
    y2: index * rowHeight + rowHeight - 5,
  }));
  const parts = placed.flatMap(({ segments, y1, y2 }) => {
    let x2 = 0;
    return segments.map((segment) => ({ ...segment, y1, y2, x1: x2, x2: (x2 += segment.value) }));
  });
  const frames = placed.flatMap(({ frame, y1, y2 }) =>
    frame === undefined ? [] : [{ x2: frame.value, dashed: frame.dashed, y1: y1 - 3, y2: y2 + 3 }],
  );
  const limits = placed.flatMap(({ limit, y1, y2 }) => (limit === undefined ? [] : [{ x: limit, y1: y1 - 4, y2: y2 + 4 }]));
  const inside = parts.filter((part) => part.inside !== undefined && (part.value / end) * width > part.inside.length * letterWidth + 12);
  const frame = (dashed: boolean) =>
    Plot.rect(
      frames.filter((one) => one.dashed === dashed),
      { x1: 0, x2: "x2", y1: "y1", y2: "y2", fill: "none", stroke: "var(--muted)", ...(dashed ? { strokeDasharray: "4 3" } : {}) },
    );
  return drawSvg(
    {
      width,
      height: rows.length * rowHeight + (axis === undefined ? 4 : axisHeight),
      margin: 1,
      marginBottom: axis === undefined ? 4 : axisHeight,
      marginRight: 2,
      x: { domain: [0, end], label: null, axis: null },
      y: { domain: [0, rows.length * rowHeight], range: [0, rows.length * rowHeight], axis: null },
      marks: [
        ...(axis === undefined ? [] : [axisOf(width, axis, end)]),
        Plot.rect(parts, {
          x1: "x1",
          x2: "x2",
          y1: "y1",
          y2: "y2",
          fill: "colour",
          fillOpacity: ({ opacity = 1 }: Segment) => opacity,
          stroke: "var(--page)",
          strokeWidth: 1,
          title: ({ label, value }: Segment) => `${label}: ${printNumber(value, { atMost: 1 })}`,
        }),
        frame(false),
        frame(true),
        Plot.ruleX(limits, { x: "x", y1: "y1", y2: "y2", stroke: "var(--ink)", strokeWidth: 2.5 }),
        Plot.text(inside, {
          x: "x1",
          y: ({ y1, y2 }: Placed) => (y1 + y2) / 2,
          text: "inside",
          dx: 7,
          textAnchor: "start",
          fill: "var(--on-colour)",
          fontWeight: 600,
        }),
        Plot.text(placed, { x: 0, y: "y1", dy: -13, text: "label", textAnchor: "start", fill: "var(--ink)", fontWeight: 600 }),
        Plot.text(placed, { x: end, y: "y1", dy: -13, text: "note", textAnchor: "end", fill: "var(--muted)", fontVariant: "tabular-nums" }),
      ],
    },
    alternative,
  );
}

/** Round numbers from zero up to `end`, at most one more than `most` of them. */
export function roundTicks(end: number, most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(end / most));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => end / size <= most) ?? 10 * power;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Ticks that name the unit once, at zero; one at the very end would be cut off. */
function axisOf(width: number, unit: string, end: number) {
  const ticks = roundTicks(end, width < 500 ? 4 : 8).filter((value) => value < end * 0.94);
  return Plot.axisX(ticks, {
    tickSize: 4,
    color: "var(--muted)",
    tickFormat: (value: number) => `${printNumber(value)}${value === 0 ? ` ${unit}` : ""}`,
    textAnchor: "start",
    dx: -1,
  });
}
