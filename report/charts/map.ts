import * as Plot from "@observablehq/plot";
import { countriesAround, earthKilometres, projectionOf, type Frame, type Position } from "./atlas.ts";
import { placeLabels, type LabelPlace } from "./map-labels.ts";
import { drawSvg, type Alternative } from "../../review/html/svg.ts";
import { printNumber } from "../../components/lib/number.ts";

/** A site on the map. */
export interface MapSite {
  readonly label: string;
  /** A second line under the label. */
  readonly note: string;
  readonly position: Position;
  readonly colour: string;
  /** The figure that the disc's area shows. */
  readonly megawattsNow: number;
  /** The figure that the ring's area shows. */
  readonly megawattsLater: number;
}

const letterWidth = 6.5;
const lineHeight = 16;

/** The length of a scale bar: a round number of kilometres, at most a quarter of the map. */
export function scaleKilometres(kilometresAcross: number): number {
  return [2000, 1000, 500, 200, 100].find((length) => length <= kilometresAcross / 4) ?? 50;
}

/** A map of coasts and borders, with each site as a disc (MW now) within a ring (MW in the last phase). */
export function drawMap(sites: readonly MapSite[], frame: Frame, alternative: Alternative): string {
  const { width, height } = frame;
  const positions = sites.map(({ position }) => position);
  const projection = projectionOf(positions, frame);
  const { hosts, others, borders } = countriesAround(positions);
  const pixelsPerRoot = Math.min(1.15, width / 480);
  const radius = (megawatts: number) => Math.max(Math.sqrt(megawatts) * pixelsPerRoot, megawatts > 0 ? 2.5 : 0);
  const placed = sites.map((site) => {
    const [x, y] = projection([...site.position]) ?? [0, 0];
    const letters = Math.max(site.label.length * 1.08, site.note.length);
    return { ...site, x, y, radius: radius(site.megawattsLater), width: letters * letterWidth, height: 2 * lineHeight };
  });
  const places = placeLabels(placed, frame);
  const labels = sites.flatMap((site, index) => {
    const place = places[index];
    return place === undefined ? [] : [{ ...site, ...place }];
  });
  return drawSvg(
    {
      width,
      height,
      margin: 0,
      projection,
      r: { type: "identity" },
      marks: [
        Plot.graticule({ stroke: "var(--line)", strokeOpacity: 0.7 }),
        Plot.geo(others, { fill: "var(--land)", stroke: "var(--coast)", strokeWidth: 0.6 }),
        Plot.geo(hosts, { fill: "var(--host-land)", stroke: "var(--coast)", strokeWidth: 0.6 }),
        Plot.geo(borders, { stroke: "var(--coast)", strokeWidth: 0.6 }),
        ...scaleBar(width, height, (width / projection.scale()) * earthKilometres),
        ...discs(placed, radius),
        ...(["start", "middle", "end"] as const).flatMap((anchor) =>
          words(
            labels.filter((label) => label.anchor === anchor),
            anchor,
          ),
        ),
      ],
    },
    alternative,
  );
}

type Placed = MapSite & { readonly x: number; readonly y: number; readonly radius: number };

/** A channel in pixels, not projected. */
const pixel = <Item>(value: (item: Item) => number) => ({ value, scale: null });

function discs(sites: readonly Placed[], radius: (megawatts: number) => number) {
  const at = { x: pixel(({ x }: Placed) => x), y: pixel(({ y }: Placed) => y) };
  return [
    Plot.dot(sites, { ...at, r: "radius", fill: "colour", fillOpacity: 0.2, stroke: "colour", strokeWidth: 1.5 }),
    Plot.dot(sites, {
      ...at,
      r: ({ megawattsNow }: Placed) => radius(megawattsNow),
      fill: "colour",
      stroke: "var(--page)",
      strokeWidth: 1,
    }),
  ];
}

type Label = MapSite & LabelPlace;

function words(labels: readonly Label[], textAnchor: LabelPlace["anchor"]) {
  const style = { textAnchor, lineAnchor: "top", stroke: "var(--page)", strokeWidth: 3.5, x: pixel(({ x }: Label) => x) } as const;
  return [
    Plot.text(labels, { ...style, y: pixel(({ top }: Label) => top), text: "label", fill: "var(--ink)", fontWeight: 600, fontSize: 13 }),
    Plot.text(labels, { ...style, y: pixel(({ top }: Label) => top + lineHeight), text: "note", fill: "var(--ink)" }),
  ];
}

function scaleBar(width: number, height: number, kilometresAcross: number) {
  const kilometres = scaleKilometres(kilometresAcross);
  const bar = {
    left: 14,
    right: 14 + (kilometres / kilometresAcross) * width,
    y: height - 14,
    text: `${printNumber(kilometres)} km`,
  };
  type Bar = typeof bar;
  const y = pixel(({ y: at }: Bar) => at);
  return [
    Plot.link([bar], {
      x1: pixel(({ left }: Bar) => left),
      x2: pixel(({ right }: Bar) => right),
      y1: y,
      y2: y,
      curve: "linear",
      stroke: "var(--muted)",
      strokeWidth: 1.5,
    }),
    Plot.text([bar], { x: pixel(({ left }: Bar) => left), y, dy: -8, text: "text", textAnchor: "start", fill: "var(--muted)" }),
  ];
}
