import { html, type Html, type Part } from "./html.ts";

/** A part of a page, named in its table of contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** The introduction above the pictures. */
  readonly lead: Part;
  readonly body: Part;
}

export const printSection = ({ id, title, lead, body }: Section): Html =>
  html`<section id="${id}" aria-labelledby="${id}-heading">
    <div class="intro">
      <h2 id="${id}-heading">${title}</h2>
      <p class="lead">${lead}</p>
    </div>
    ${body}
  </section>`;
