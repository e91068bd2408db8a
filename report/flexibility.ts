import { printFigure } from "../components/lib/number.ts";
import { drawBars, type BarRow } from "../review/html/bars.ts";
import { fixed, legend } from "../review/html/figure.ts";
import { megawatts } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { colourOf } from "../review/html/palette.ts";
import type { Section } from "../review/html/section.ts";
import { table } from "../review/html/table.ts";
import { mainSource, type ReportData, type SiteData } from "./data.ts";
import { inputs, Marks } from "./marks.ts";

type Phase = SiteData["summary"]["phases"][number];
type Flexible = Phase & { readonly flexibility: NonNullable<Phase["flexibility"]> };

const isFlexible = (phase: Phase): phase is Flexible => phase.flexibility !== undefined && phase.facilityMegawatts > 0;

/** What a ladder follows from. */
const ladderInputs = [...inputs.facility, "clusters.*.kubernetes", "clusters.*.slurm", "site.offtake"];

/** The load that each site can shed for the grid, and what it has promised. */
export function flexibilitySection({ sites }: ReportData): Section {
  const flexible = sites.filter(({ summary }) => summary.phases.some(isFlexible));
  return {
    id: "flexibility",
    title: "Flexibility",
    lead:
      flexible.length === 0
        ? html`No site promises the grid to shed load.`
        : html`What the grid can have of the load at full use, without touching a tenant’s guarantee beyond its contract. A bar is the load
          of a phase; each site has its own scale.`,
    body:
      flexible.length === 0
        ? html``
        : html`${legend([
              { label: "load that stays", colour: "var(--source-hydro)" },
              { label: "load that can be shed, step by step", colour: "var(--source-hydro)", shape: "pale" },
              { label: "what the load must fall to at a call", colour: "var(--ink)", shape: "line" },
            ])}
            <div class="columns three">${flexible.map(ladderOf)}</div>`,
  };
}

const firm = ({ flexibility }: Flexible) => flexibility.ladder.filter(({ isFirm }) => isFirm);

function barOf(phase: Flexible, colour: string, marks: Marks): BarRow {
  const { name, facilityMegawatts, flexibility } = phase;
  const steps = firm(phase);
  return {
    label: name,
    note: marks.derivedInPicture(ladderInputs, megawatts(flexibility.flexibleMegawatts)),
    segments: [
      { label: "load that stays, MW", value: facilityMegawatts - flexibility.flexibleMegawatts, colour },
      // The step that is taken first ends the bar.
      ...steps.toReversed().map(({ kind, megawatts: value }, index) => ({
        label: `${kind}, MW`,
        value,
        colour,
        opacity: 0.6 - (0.4 * index) / Math.max(1, steps.length - 1),
      })),
    ],
    ...(flexibility.promisedMegawatts === 0 ? {} : { limit: facilityMegawatts - flexibility.promisedMegawatts }),
  };
}

const describe = (phase: Flexible): string =>
  `${phase.name}: ${megawatts(phase.flexibility.flexibleMegawatts)} of ${megawatts(phase.facilityMegawatts)} can be shed (${firm(phase)
    .map(({ kind, megawatts: value, seconds }) => `${kind} ${megawatts(value)} in ${seconds} s`)
    .join(", ")}), ${megawatts(phase.flexibility.promisedMegawatts)} are promised`;

function ladderOf({ summary }: SiteData): Html {
  const { stack, site, phases } = summary;
  const marks = new Marks(summary);
  const flexible = phases.filter(isFlexible);
  const bars = flexible.map((phase) => barOf(phase, colourOf("source", mainSource(summary)), marks));
  const steps = flexible.flatMap((phase) => phase.flexibility.ladder.map((rung) => ({ ...rung, phase: phase.name })));
  return html`<figure class="card" id="flexibility-${stack}">
    <figcaption>
      <h3>${site.name}</h3>
      <p>${promises(summary, marks)}</p>
    </figcaption>
    ${fixed({
      id: `flexibility-${stack}-picture`,
      title: `Load that ${site.name} can shed`,
      description: flexible.map(describe).join("; "),
      draw: (width, alternative) => drawBars(bars, { width, axis: "MW" }, alternative),
    })}${table(
      `Steps in which ${site.name} sheds load`,
      [
        { head: "Phase", cell: ({ phase }) => phase },
        { head: "Step", cell: ({ kind, isFirm }) => `${kind.replaceAll("-", " ")}${isFirm ? "" : ", not counted"}` },
        { head: "GPUs", cell: ({ gpus }) => marks.derived(ladderInputs, printFigure(gpus)), numeric: true },
        {
          head: "MW",
          cell: ({ megawatts: shed }) => marks.derived(ladderInputs, printFigure(shed, { atLeast: 1, atMost: 1 })),
          numeric: true,
        },
        { head: "Seconds", cell: ({ seconds }) => printFigure(seconds), numeric: true },
      ],
      steps,
    )}
  </figure>`;
}

/** `20 MW as conditional connection, within 600 s`, one for each feed. */
function promises({ flexibility = {} }: SiteData["summary"], marks: Marks): Html {
  return html`${Object.entries(flexibility).map(([feed, promise], index) => {
    const path = `site.flexibility.${feed}`;
    return html`${index > 0 ? "; " : ""}${marks.fact(`${path}.megawatts`, megawatts(promise.megawatts))} promised as
    ${promise.contract.replaceAll("-", " ")}, within
    ${marks.derived([`${path}.noticeSeconds`, `${path}.rampSeconds`], `${printFigure(promise.noticeSeconds + promise.rampSeconds)} s`)}`;
  })}`;
}
