import * as Plot from "@observablehq/plot";
import { drawSvg, type Alternative } from "./svg.ts";

/** A row of racks. */
export interface RackRow {
  readonly name: string;
  readonly racks: number;
  readonly colour: string;
}

const pitch = 7;
const gap = 2;
const margin = 1;

/** The width of a hall's picture in pixels, by its number of rows. */
export const widthOfRows = (rows: number): number => rows * pitch + 2 * margin;

/** A hall from above: each column is a row of racks, each square a rack. All halls have one scale, so that they compare. */
export function drawRackRows(rows: readonly RackRow[], alternative: Alternative): string {
  const deepest = Math.max(...rows.map(({ racks }) => racks), 1);
  const width = widthOfRows(rows.length);
  const height = deepest * pitch + 2 * margin;
  return drawSvg(
    {
      width,
      height,
      margin,
      x: { domain: [0, rows.length], axis: null },
      y: { domain: [0, deepest], range: [margin, height - margin], axis: null },
      marks: [
        Plot.rect(rows, {
          x1: (_row, index) => index,
          x2: (_row, index) => index + 1,
          y1: 0,
          y2: "racks",
          insetLeft: gap / 2,
          insetRight: gap / 2,
          fill: "colour",
          title: ({ name, racks }: RackRow) => `${name}: ${racks} racks`,
        }),
        Plot.ruleY(
          Array.from({ length: deepest + 1 }, (_, rack) => rack),
          { stroke: "var(--page)", strokeWidth: gap },
        ),
      ],
    },
    alternative,
  );
}
