import * as Plot from "@observablehq/plot";
import { drawSvg, type Alternative } from "../../review/html/svg.ts";
import { daysLater, startOf } from "../../components/lib/date.ts";

/** The GPUs that one site adds, date by date. */
export interface GrowthLayer {
  readonly label: string;
  /** The total at the end, as text. */
  readonly note: string;
  readonly colour: string;
  /** GPUs added on each date. */
  readonly steps: readonly { readonly date: string; readonly gpus: number }[];
}

/** A milestone: the GPUs announced for a date, and those declared by then. */
export interface GrowthMark {
  readonly date: string;
  readonly wanted: number;
  readonly gpus: number;
  readonly label: string;
  /** A short label, for narrow pictures. */
  readonly shortLabel: string;
}

export interface Growth {
  /** The layers, from the bottom up. */
  readonly layers: readonly GrowthLayer[];
  readonly milestones: readonly GrowthMark[];
  /** The reporting date: later dates are drawn paler. */
  readonly asOf: string;
  /** The label of the line at that date. */
  readonly asOfLabel: string;
}

const later = (date: string, days: number) => startOf(daysLater(date, days));
const marginTop = 26;
const marginBottom = 30;
const labelHeight = 16;

const upTo = (layer: GrowthLayer, date: string) => layer.steps.filter((step) => step.date <= date).reduce((sum, { gpus }) => sum + gpus, 0);

/** Moves labels apart, from the lowest up, so that none overlap; in the unit of the scale. */
export function spread(positions: readonly number[], gap: number): number[] {
  let lowest = -Infinity;
  return positions.map((position) => (lowest = Math.max(position, lowest + gap)));
}

/** GPUs over time, layer on layer in steps, with the milestones as marks above or within them. */
export function drawGrowth({ layers, milestones, asOf, asOfLabel }: Growth, width: number, alternative: Alternative): string {
  const isNarrow = width < 500;
  const height = isNarrow ? 400 : 440;
  const dates = [
    ...new Set([...layers.flatMap(({ steps }) => steps.map(({ date }) => date)), ...milestones.map(({ date }) => date), asOf]),
  ].sort();
  const first = later(dates[0] ?? asOf, -20);
  const last = later(dates.at(-1) ?? asOf, 30);
  const points = layers.flatMap((layer) => [
    { layer, at: first, gpus: 0 },
    ...dates.map((date) => ({ layer, at: startOf(date), gpus: upTo(layer, date) })),
    { layer, at: last, gpus: upTo(layer, dates.at(-1) ?? asOf) },
  ]);
  const total = layers.reduce((sum, layer) => sum + upTo(layer, "9999"), 0);
  const top = Math.max(total, ...milestones.map(({ wanted }) => wanted)) * 1.06;
  return drawSvg(
    {
      width,
      height,
      marginTop,
      marginBottom,
      marginLeft: 52,
      marginRight: isNarrow ? 108 : 170,
      x: { type: "utc", domain: [first, last], label: null },
      y: {
        domain: [0, top],
        label: "GPUs",
        labelArrow: "none",
        ticks: 6,
        tickSize: 0,
        grid: true,
        tickFormat: (value: number) => (value === 0 ? "0" : `${value / 1000}k`),
      },
      marks: [
        Plot.areaY(points, {
          x: "at",
          y: "gpus",
          z: ({ layer }: (typeof points)[number]) => layer.label,
          fill: ({ layer }: (typeof points)[number]) => layer.colour,
          order: layers.map(({ label }) => label),
          curve: "step-after",
          stroke: "var(--page)",
          strokeWidth: 1.2,
        }),
        Plot.rect([0], { x1: startOf(asOf), x2: last, y1: 0, y2: top, fill: "var(--page)", fillOpacity: 0.42 }),
        Plot.ruleY([0], { stroke: "var(--muted)" }),
        Plot.ruleX([startOf(asOf)], { stroke: "var(--ink)", strokeDasharray: "2 3" }),
        Plot.text([asOf], { x: startOf, frameAnchor: "top", dy: -16, text: () => asOfLabel, fill: "var(--muted)" }),
        ...milestoneMarks(milestones, isNarrow),
        ...layerLabels(layers, last, top / (height - marginTop - marginBottom), isNarrow),
      ],
    },
    alternative,
  );
}

function milestoneMarks(milestones: readonly GrowthMark[], isNarrow: boolean) {
  const colour = ({ gpus, wanted }: GrowthMark) => (gpus >= wanted ? "var(--reached)" : "var(--short)");
  const at = ({ date }: GrowthMark) => startOf(date);
  return [
    Plot.link(milestones, { x1: at, x2: at, y1: "gpus", y2: "wanted", stroke: colour, strokeWidth: 2 }),
    Plot.dot(milestones, { x: at, y: "wanted", symbol: "diamond", r: 6, fill: colour, stroke: "var(--page)", strokeWidth: 1.5 }),
    Plot.text(milestones, {
      x: at,
      y: "wanted",
      text: isNarrow ? "shortLabel" : "label",
      textAnchor: "end",
      lineAnchor: "bottom",
      dx: -10,
      dy: 4,
      fill: "var(--ink)",
      stroke: "var(--page)",
      strokeWidth: 4,
      fontWeight: 600,
      lineHeight: 1.25,
    }),
  ];
}

/** Each layer's name beside its end, with its GPUs if there is room. */
function layerLabels(layers: readonly GrowthLayer[], x: Date, gpusPerPixel: number, isNarrow: boolean) {
  let below = 0;
  const ends = layers.map(({ label, note, steps }) => {
    const gpus = steps.reduce((sum, step) => sum + step.gpus, 0);
    below += gpus;
    return { text: isNarrow ? label : `${label} ${note}`, middle: below - gpus / 2 };
  });
  const places = spread(
    ends.map(({ middle }) => middle),
    labelHeight * gpusPerPixel,
  );
  return [
    Plot.text(ends, {
      x,
      y: (_end, index) => places[index],
      dx: 8,
      text: "text",
      textAnchor: "start",
      fill: "var(--ink)",
    }),
  ];
}
