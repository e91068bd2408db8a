import { html, type Html, type Part } from "./html.ts";

/** A part of the report, which the list of contents names. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** What to know before the pictures. */
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
