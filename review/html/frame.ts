import { html, textOf, trusted, type Html, type Part } from "./html.ts";
import { printSection, type Section } from "./section.ts";

/** The content of a page. */
export interface Page {
  readonly title: string;
  /** The target of the skip link, in words: `the report`. */
  readonly what: string;
  /** Below the title, before the contents. */
  readonly lead: Part;
  /** Before the sections. */
  readonly opening?: Part;
  readonly sections: readonly Section[];
  readonly foot?: Part;
}

/** A self-contained page: no network, no script. */
export function printFrame({ title, what, lead, opening, sections, foot }: Page, styles: string): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${trusted(styles)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to ${what}</a>
        <header>
          <div class="wide">
            <h1>${title}</h1>
            ${lead}${contents(sections)}
          </div>
        </header>
        <main id="main" tabindex="-1"><div class="wide">${opening}${sections.map(printSection)}</div></main>
        ${foot === undefined ? undefined : html`<footer><div class="wide">${foot}</div></footer>`}
      </body>
    </html> `;
  return textOf(page);
}

const contents = (sections: readonly Section[]): Html =>
  html`<nav aria-label="Contents">
    <ol>
      ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ol>
  </nav>`;
