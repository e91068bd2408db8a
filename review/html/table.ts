import { html, type Html, type Part } from "./html.ts";

/** A column of a table: the first one names its rows. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Part;
  /** True for numbers, which are aligned to the right. @default false */
  readonly numeric?: boolean;
}

/** A table in a frame that scrolls by itself where the page is narrow. */
export function table<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html {
  const kind = ({ numeric = false }: Column<Row>) => (numeric ? "number" : "text");
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0">
    <table>
      <caption class="unseen">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" class="${kind(column)}">${column.head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column, index) =>
                index === 0
                  ? html`<th scope="row" class="text">${column.cell(row)}</th>`
                  : html`<td class="${kind(column)}">${column.cell(row)}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A folded table, below its picture. */
export const foldedTable = <Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[]): Html =>
  html`<details class="behind">
    <summary>Table: ${caption}</summary>
    ${table(caption, columns, rows)}
  </details>`;
