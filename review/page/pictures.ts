import { isMoved } from "../judge/figures.ts";
import { drawBars, type BarRow } from "../html/bars.ts";
import { colourOf, labelOf } from "../html/palette.ts";
import { drawRackRows } from "../html/rack-rows.ts";
import { figure, legend, responsive } from "../html/figure.ts";
import { html, trusted, type Html } from "../html/html.ts";
import { foldedTable } from "../html/table.ts";
import { number } from "../render/figures.ts";
import type { StackReview } from "../schema.ts";

const megawatts = (value: number | null) => (value === null ? "–" : `${number(value, 1)} MW`);

/** Power of the changed phases, before and after: capacity as a frame, load as a bar within it. */
export function powerPicture({ stack, phases }: StackReview): Html | undefined {
  const moved = phases.filter((phase) => isMoved(phase.capacityMegawatts) || isMoved(phase.facilityMegawatts));
  if (moved.length === 0) return undefined;
  const rows = moved.flatMap(({ name, capacityMegawatts, facilityMegawatts }) =>
    (["before", "after"] as const).flatMap((side): BarRow[] => {
      const [capacity, load] = [capacityMegawatts[side], facilityMegawatts[side]];
      if (capacity === null || load === null) return [];
      const segments = [{ label: "facility load", value: load, colour: side === "before" ? "var(--muted)" : "var(--source-hydro)" }];
      return [
        {
          label: `${name}, ${side}`,
          note: `${megawatts(load)} of ${megawatts(capacity)}`,
          segments,
          frame: { value: capacity, dashed: false },
        },
      ];
    }),
  );
  return figure({
    id: `power-${stack}`,
    caption: html`<h3>Power per phase, before and after</h3>`,
    legend: legend([
      { label: "facility load before", colour: "var(--muted)" },
      { label: "facility load after", colour: "var(--source-hydro)" },
      { label: "capacity", colour: "var(--muted)", shape: "frame" },
    ]),
    pictures: responsive({
      id: `power-${stack}-picture`,
      title: `Power of ${stack} per phase`,
      description: rows.map(({ label, note }) => `${label}: ${note}`).join("; "),
      draw: (width, alternative) => drawBars(rows, { width, axis: "MW" }, alternative),
    }),
    table: foldedTable(
      `power of ${stack} per phase`,
      [
        { head: "phase", cell: ({ label }) => label },
        { head: "load of capacity", cell: ({ note }) => note, numeric: true },
      ],
      rows,
    ),
  });
}

const touchColours = { drained: "var(--short)", replaced: "var(--assumed)" } as const;

/** The rows of racks in the halls of disturbed clusters, touched ones coloured. */
export function racksPicture({ stack, rackRows }: StackReview): Html | undefined {
  if (rackRows.length === 0) return undefined;
  const colour = (accelerator: string, touched: "no" | "drained" | "replaced") =>
    touched === "no" ? colourOf("accelerator", accelerator) : touchColours[touched];
  const skus = [...new Set(rackRows.map(({ accelerator }) => accelerator))];
  return figure({
    id: `racks-${stack}`,
    caption: html`<h3>Rows of racks drained or replaced</h3>`,
    legend: legend([
      { label: "drained", colour: touchColours.drained },
      { label: "replaced", colour: touchColours.replaced },
      ...skus.map((sku) => ({ label: `${labelOf("accelerator", sku)}, not touched`, colour: colourOf("accelerator", sku) })),
    ]),
    pictures: rackRows.map(({ cluster, accelerator, rows }) => {
      const touched = rows.filter((row) => row.touched !== "no");
      const alternative = {
        id: `racks-${stack}-${cluster}`,
        title: `Rows of racks of ${cluster}`,
        description: `${touched.length} of ${rows.length} rows are touched`,
      };
      const drawn = rows.map(({ name, racks, touched: how }) => ({ name, racks, colour: colour(accelerator, how) }));
      return html`<div class="scroll" role="group" aria-label="${alternative.title}" tabindex="0">
        <p>${cluster}: ${alternative.description}</p>
        ${trusted(drawRackRows(drawn, alternative))}
      </div>`;
    }),
    table: foldedTable(
      `rows of racks of ${stack}`,
      [
        { head: "row", cell: ({ cluster, name }) => `${cluster} ${name}` },
        { head: "racks", cell: ({ racks }) => racks, numeric: true },
        { head: "touched", cell: ({ touched }) => touched },
      ],
      rackRows.flatMap(({ cluster, rows }) => rows.map((row) => ({ cluster, ...row }))),
    ),
  });
}

/** Changed jurisdictions in which data and traffic may be, or whose law applies to them: one bar each. */
export function flowsPicture({ stack, flows }: StackReview): Html | undefined {
  const moved = flows.filter(({ before, after }) => before !== after);
  if (moved.length === 0) return undefined;
  const rows = moved.map(({ jurisdiction, before, after }): BarRow => {
    const kept = Math.min(before, after);
    return {
      label: jurisdiction,
      note: `${before} → ${after}`,
      segments: [
        { label: "as before", value: kept, colour: "var(--muted)" },
        { label: "new", value: after - kept, colour: "var(--short)" },
        { label: "no longer", value: before - kept, colour: "var(--line)" },
      ],
    };
  });
  return figure({
    id: `flows-${stack}`,
    caption: html`<h3>Jurisdictions of data and traffic, and of the law that applies</h3>`,
    legend: legend([
      { label: "as before", colour: "var(--muted)" },
      { label: "new", colour: "var(--short)" },
      { label: "no longer", colour: "var(--line)" },
    ]),
    pictures: responsive({
      id: `flows-${stack}-picture`,
      title: `Data, traffic and law of ${stack} by jurisdiction`,
      description: rows.map(({ label, note }) => `${label}: ${note}`).join("; "),
      draw: (width, alternative) => drawBars(rows, { width }, alternative),
    }),
    table: foldedTable(
      `data, traffic and law of ${stack} by jurisdiction`,
      [
        { head: "jurisdiction", cell: ({ label }) => label },
        { head: "kinds of data, traffic and law", cell: ({ note }) => note, numeric: true },
      ],
      rows,
    ),
  });
}
