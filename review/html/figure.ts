import type { Alternative } from "./svg.ts";
import { html, trusted, type Html, type Part } from "./html.ts";

/** The widths of a picture in pixels, by CSS class: narrow for phones, medium for tablets and paper, wide for desktops. */
export interface Widths {
  readonly narrow: number;
  readonly medium: number;
  readonly wide: number;
}

const wholePage: Widths = { narrow: 344, medium: 700, wide: 1120 };

/** The widths of a picture in one of two columns. */
export const halfPage: Widths = { ...wholePage, wide: 544 };

export interface Picture extends Alternative {
  /** Draws the picture as SVG in a width. */
  readonly draw: (width: number, alternative: Alternative) => string;
}

/** A picture drawn once for each page width, because scaling would change the size of its text. */
export const responsive = ({ id, title, description, draw }: Picture, widths = wholePage): Html =>
  html`${(["narrow", "medium", "wide"] as const).map(
    (size) => html`<div class="only-${size}">${trusted(draw(widths[size], { id: `${id}-${size}`, title, description }))}</div>`,
  )}`;

/** A picture of one fixed width, for cards. */
export const fixed = ({ id, title, description, draw }: Picture): Html =>
  html`<div class="fixed">${trusted(draw(wholePage.narrow, { id, title, description }))}</div>`;

export interface Figure {
  readonly id: string;
  readonly caption: Part;
  readonly pictures: Part;
  /** The meaning of its colours and lines. */
  readonly legend?: Html;
  /** The same in numbers. */
  readonly table: Html;
}

/** A picture with its caption, its legend, and its numbers as a table. */
export const figure = ({ id, caption, pictures, legend, table }: Figure): Html =>
  html`<figure id="${id}">
    <figcaption>${caption}</figcaption>
    ${legend}${pictures}${table}
  </figure>`;

export interface LegendEntry {
  readonly label: string;
  readonly colour: string;
  /** The shape of its key. @default "block" */
  readonly shape?: "none" | "block" | "pale" | "frame" | "dashed" | "line" | "span" | "dot" | "ring" | "diamond";
}

export const legend = (entries: readonly LegendEntry[]): Html =>
  html`<ul class="legend">
    ${entries.map(
      ({ label, colour, shape = "block" }) => html`<li><span class="key ${shape}" style="--key: ${colour}"></span>${label}</li>`,
    )}
  </ul>`;
