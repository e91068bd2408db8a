import * as Plot from "@observablehq/plot";
import { drawSvg, type Alternative } from "../../review/html/svg.ts";
import { printNumber } from "../../components/lib/number.ts";
import { startOf } from "../../components/lib/date.ts";

/** An event that begins at a site, drawn as a flag. */
export interface LaneStep {
  readonly date: string;
  readonly label: string;
  /** True for an assumed date, drawn as a dashed flag. */
  readonly isAssumed: boolean;
}

/** A delivery of GPUs. */
export interface LaneDrop {
  readonly date: string;
  readonly gpus: number;
  readonly colour: string;
}

/** A site's lane: its phases, deliveries and agreements. */
export interface Lane {
  readonly label: string;
  readonly colour: string;
  readonly steps: readonly LaneStep[];
  readonly drops: readonly LaneDrop[];
  /** Power agreements, with their first and last day. */
  readonly spans: readonly { readonly from: string; readonly to: string }[];
}

const laneHeight = 78;
const axisHeight = 24;
const letterWidth = 6.6;

const year = (date: string) => Number(date.slice(0, 4));

/** The height of each label above its lane, so that it clears the labels before it. */
export function levelsOf(steps: readonly { readonly at: number; readonly width: number }[]): number[] {
  const ends: number[] = [];
  return steps.map(({ at, width }) => {
    const free = ends.findIndex((end) => end <= at);
    const level = free === -1 ? ends.length : free;
    ends[level] = at + width;
    return level;
  });
}

/** A timeline with one lane per site: power phases above the line, deliveries of GPUs on it, agreements below it. */
export function drawLanes(lanes: readonly Lane[], asOf: string, width: number, alternative: Alternative): string {
  const begins = lanes
    .flatMap(({ steps, drops }) => [...steps, ...drops].map(({ date }) => date))
    .concat(asOf)
    .sort();
  const first = startOf(`${year(begins[0] ?? asOf)}-01-01`);
  const last = startOf(`${year(begins.at(-1) ?? asOf) + 1}-01-01`);
  const pixelsOf = (date: string) => ((startOf(date).getTime() - first.getTime()) / (last.getTime() - first.getTime())) * width;
  const rows = lanes.map((lane, index) => ({ ...lane, y: index * laneHeight + 56 }));
  const steps = rows.flatMap(({ steps: own, y, colour }) => {
    const levels = levelsOf(own.map(({ date, label }) => ({ at: pixelsOf(date), width: label.length * letterWidth + 12 })));
    return own.map((step, index) => ({ ...step, colour, y, top: y - 16 - 14 * (levels[index] ?? 0) }));
  });
  const drops = rows.flatMap(({ drops: own, y }) => own.map((drop) => ({ ...drop, y })));
  const largest = Math.max(...drops.map(({ gpus }) => gpus), 1);
  const spans = rows.flatMap(({ spans: own, y, colour }) =>
    own.map(({ from, to }, index) => ({ from: startOf(from), to: startOf(to) > last ? last : startOf(to), colour, y: y + 11 + index * 5 })),
  );
  return drawSvg(
    {
      width,
      height: lanes.length * laneHeight + axisHeight,
      margin: 0,
      marginBottom: axisHeight,
      x: { type: "utc", domain: [first, last], label: null },
      y: { domain: [0, lanes.length * laneHeight], range: [0, lanes.length * laneHeight], axis: null },
      marks: [
        Plot.gridX({ ticks: "year", stroke: "var(--line)", strokeOpacity: 1 }),
        Plot.axisX({
          ticks: "year",
          tickSize: 0,
          textAnchor: "start",
          dx: 4,
          color: "var(--muted)",
          tickFormat: (date: Date) => (date < last ? String(date.getUTCFullYear()) : ""),
        }),
        Plot.ruleY(rows, { y: "y", stroke: "var(--muted)", strokeOpacity: 0.6 }),
        Plot.link(spans, { x1: "from", x2: "to", y1: "y", y2: "y", stroke: "colour", strokeWidth: 3, strokeOpacity: 0.55 }),
        Plot.ruleX([startOf(asOf)], { stroke: "var(--ink)", strokeDasharray: "2 3" }),
        ...[false, true].map((isAssumed) =>
          Plot.ruleX(
            steps.filter((step) => step.isAssumed === isAssumed),
            {
              x: ({ date }: LaneStep) => startOf(date),
              y1: "y",
              y2: "top",
              stroke: "colour",
              strokeWidth: 2,
              ...(isAssumed ? { strokeDasharray: "3 2" } : {}),
            },
          ),
        ),
        Plot.dot(drops, {
          x: ({ date }: LaneDrop) => startOf(date),
          y: "y",
          r: ({ gpus }: LaneDrop) => 3 + 6 * Math.sqrt(gpus / largest),
          fill: "colour",
          stroke: "var(--page)",
          title: ({ date, gpus }: LaneDrop) => `${date}: ${printNumber(gpus)} GPUs`,
        }),
        Plot.text(steps, {
          x: ({ date }: LaneStep) => startOf(date),
          y: "top",
          dx: 5,
          text: "label",
          textAnchor: "start",
          fill: "var(--ink)",
          stroke: "var(--page)",
          strokeWidth: 3,
        }),
        Plot.text(rows, {
          x: first,
          y: "y",
          dx: 2,
          dy: -46,
          text: "label",
          textAnchor: "start",
          fill: "var(--ink)",
          fontWeight: 600,
          stroke: "var(--page)",
          strokeWidth: 3,
        }),
      ],
      r: { type: "identity" },
    },
    alternative,
  );
}
