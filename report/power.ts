import { drawBars, type BarRow } from "../review/html/bars.ts";
import { colourOf } from "../review/html/palette.ts";
import { mainSource, type ReportData, type SiteData } from "./data.ts";
import { fixed, legend } from "../review/html/figure.ts";
import { day, megawatts, percent, time } from "../review/html/format.ts";
import { html, type Html, type Part } from "../review/html/html.ts";
import { inputs, Marks } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { table } from "../review/html/table.ts";
import { printFigure } from "../components/lib/number.ts";

type Phase = SiteData["summary"]["phases"][number];
type Indexed = Phase & { readonly index: number };

/** The capacity and load of each phase, by site. */
export function powerSection({ sites }: ReportData): Section {
  const negative = sites
    .flatMap(({ summary }) => summary.phases)
    .filter(({ headroomMegawatts, headroomOneFeedLostMegawatts }) => Math.min(headroomMegawatts, headroomOneFeedLostMegawatts) < 0).length;
  return {
    id: "power",
    title: "Power balance",
    lead: html`The clusters placed in a phase and those before it, against its capacity.
    ${negative === 0 ? "Every phase keeps its load with one feed lost." : `${negative} phases cannot keep their load with one feed lost.`}
    Each site has its own scale.`,
    body: html`${legend([
        { label: "IT load, in the colour of the power", colour: "var(--source-hydro)" },
        { label: "cooling and losses", colour: "var(--source-hydro)", shape: "pale" },
        { label: "capacity, stated", colour: "var(--muted)", shape: "frame" },
        { label: "capacity, assumed", colour: "var(--muted)", shape: "dashed" },
        { label: "limit with one feed lost", colour: "var(--ink)", shape: "line" },
      ])}
      <div class="columns three">${sites.map(balance)}</div>`,
  };
}

function balance({ summary }: SiteData): Html {
  const { stack, site, phases } = summary;
  const marks = new Marks(summary);
  const rows = phases.map((phase, index) =>
    barOf(phase, colourOf("source", mainSource(summary)), marks, `site.phases[${index}].capacityMegawatts`),
  );
  const indexed = phases.map((phase, index) => ({ ...phase, index }));
  return html`<figure class="card" id="power-${stack}">
    <figcaption>
      <h3>${site.name}</h3>
      <p>
        ${site.gridZone} · PUE ${marks.fact("site.efficiency.powerUsageEffectiveness", site.powerUsageEffectiveness.toFixed(2))} · cooling
        ${site.cooling.replaceAll("-", " ")}
      </p>
    </figcaption>
    ${fixed({
      id: `power-${stack}-picture`,
      title: `Power balance of ${site.name}`,
      description: phases.map(describe).join("; "),
      draw: (width, alternative) => drawBars(rows, { width, axis: "MW" }, alternative),
    })}${table(
      `Power balance of ${site.name}, in MW`,
      [
        {
          head: "Phase",
          cell: ({ name, energisedOn, index }) =>
            html`${name}<small>${marks.fact(`site.phases[${index}].energisedOn`, time(energisedOn))}</small>`,
        },
        { head: "IT", cell: ({ itMegawatts }) => marks.derived(inputs.gpus, bare(itMegawatts)), numeric: true },
        { head: "Facility", cell: ({ facilityMegawatts }) => marks.derived(inputs.facility, bare(facilityMegawatts)), numeric: true },
        { head: "Headroom", cell: (phase) => headroom(marks, phase, phase.headroomMegawatts), numeric: true },
        { head: "Feed lost", cell: (phase) => headroom(marks, phase, phase.headroomOneFeedLostMegawatts, "feeds"), numeric: true },
        { head: "Feeds", cell: ({ redundancy, index }) => marks.fact(`site.phases[${index}].feeds.redundancy`, redundancy) },
      ],
      indexed,
    )}
  </figure>`;
}

/** Megawatts without the unit, for a column whose caption names it. */
const bare = (value: number): string => printFigure(value, { atLeast: 1, atMost: 1 });

function headroom(marks: Marks, { index }: Indexed, value: number, more?: "feeds"): Part {
  const path = `site.phases[${index}]`;
  const marked = marks.derived(
    [...inputs.facility, `${path}.capacityMegawatts`, ...(more === undefined ? [] : [`${path}.${more}`])],
    bare(value),
  );
  return value < 0 ? html`<span class="short">${marked}</span>` : marked;
}

function barOf(phase: Phase, colour: string, marks: Marks, capacityPath: string): BarRow {
  const { name, status, capacityMegawatts, itMegawatts, facilityMegawatts, headroomOneFeedLostMegawatts } = phase;
  return {
    label: `${name} · ${status.replaceAll("-", " ")}`,
    note: marks.factInPicture(capacityPath, megawatts(capacityMegawatts)),
    segments: [
      { label: "IT load, MW", value: itMegawatts, colour },
      { label: "cooling and losses, MW", value: facilityMegawatts - itMegawatts, colour, opacity: 0.45 },
    ],
    frame: { value: capacityMegawatts, dashed: marks.isAssumed(capacityPath) },
    limit: facilityMegawatts + headroomOneFeedLostMegawatts,
  };
}

const describe = ({
  name,
  energisedOn,
  capacityMegawatts,
  facilityMegawatts,
  headroomMegawatts,
  headroomOneFeedLostMegawatts,
}: Phase): string =>
  `${name} from ${day(energisedOn)}: ${megawatts(facilityMegawatts)} of ${megawatts(capacityMegawatts)} (${percent((100 * facilityMegawatts) / capacityMegawatts)}), headroom ${megawatts(headroomMegawatts)}, with one feed lost ${megawatts(headroomOneFeedLostMegawatts)}`;
