import type { ReportData, SiteData } from "./data.ts";
import { plural } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import type { Section } from "../review/html/section.ts";
import { table } from "../review/html/table.ts";
import { breakable, printValue } from "./assumptions.ts";

type Summary = SiteData["summary"];

/** A claim beside the figure that counts. */
interface Row {
  readonly site: string;
  readonly dispute: Summary["disputes"][number];
  readonly claim: Summary["disputes"][number]["claims"][number];
}

const rowsOf = ({ summary: { site, disputes } }: SiteData): Row[] =>
  disputes.flatMap((dispute) => dispute.claims.map((claim) => ({ site: site.name, dispute, claim })));

/** A date that may be a month or a year alone. */
const said = (on: string): Html => html`<time datetime="${on}">${on}</time>`;

/** Figures of which sources say different things, and what else in the data is worth a look. */
export function disputesSection({ sites }: ReportData): Section {
  const rows = sites.flatMap(rowsOf);
  const notes = sites.flatMap(({ summary }) => summary.notes.map((note) => ({ site: summary.site.name, ...note })));
  return {
    id: "disputes",
    title: "Disputed",
    lead: html`${plural(rows.length, "claim")} that other sources make instead of figures of the data, and ${plural(notes.length, "note")}
    on what is possible in the data, and worth a look.`,
    body: html`${rows.length === 0 ? "" : claims(rows)}${
      notes.length === 0
        ? ""
        : table(
            "Notes on the data",
            [
              { head: "Figure", cell: ({ site, path }) => html`<code>${breakable(path)}</code><small>${site}</small>` },
              { head: "Got", cell: ({ got }) => got },
              { head: "Wanted", cell: ({ want }) => want },
              { head: "To do", cell: ({ fix }) => fix },
            ],
            notes,
          )
    }`,
  };
}

const claims = (rows: readonly Row[]): Html =>
  table(
    "Disputed figures",
    [
      { head: "Figure", cell: ({ site, dispute }) => html`<code>${breakable(dispute.path)}</code><small>${site}</small>` },
      { head: "Taken", cell: ({ dispute }) => printValue(dispute.path, dispute.value) },
      { head: "Because", cell: ({ dispute }) => dispute.reason },
      { head: "Claimed", cell: ({ dispute, claim }) => printValue(dispute.path, claim.value) },
      { head: "By", cell: ({ claim }) => html`${claim.by}<small>${said(claim.on)}</small>` },
      { head: "Source", cell: ({ claim }) => claim.source },
    ],
    rows,
  );
