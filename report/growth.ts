import { drawGrowth } from "./charts/growth.ts";
import { colourOf, labelOf, rankOf } from "../review/html/palette.ts";
import { bySource, mainSource, type ReportData, type SiteData } from "./data.ts";
import { figure, legend, responsive } from "../review/html/figure.ts";
import { count, day, megawatts, plural, time } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { inputs, Marks, Totals } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { foldedTable, table } from "../review/html/table.ts";

type Milestone = ReportData["fleet"]["milestones"][number];

/** The fleet's growth in GPUs, against the announced milestones. */
export function growthSection(data: ReportData): Section {
  const { fleet } = data;
  const reached = fleet.milestones.filter((milestone) => milestone.reached).length;
  return {
    id: "growth",
    title: "Growth and milestones",
    lead: html`${plural(fleet.milestones.length, "milestone")} for the whole fleet; the declared deliveries reach ${reached} of them. GPUs
    after ${time(fleet.asOf)} are drawn paler: declared, not installed.`,
    body: html`${picture(data)}${milestones(data)}${goals(data)}`,
  };
}

const verdict = ({ reached, gpus, wantedGpus, shortByGpus }: Milestone): string =>
  reached ? `reached, ${count(gpus - wantedGpus)} to spare` : `short by ${count(shortByGpus)}`;

const shortVerdict = ({ reached, shortByGpus }: Milestone): string => (reached ? "reached" : `\u2212${count(shortByGpus)}`);

function picture({ fleet, sites }: ReportData): Html {
  const totals = new Totals(sites);
  const ordered = bySource(sites);
  const sources = [...new Set(ordered.map(({ summary }) => mainSource(summary)))].sort((a, b) => rankOf("source", a) - rankOf("source", b));
  const growth = {
    asOf: fleet.asOf,
    asOfLabel: day(fleet.asOf),
    layers: ordered.map(({ summary }) => ({
      label: summary.site.name,
      note: new Marks(summary).derivedInPicture(inputs.deliveries, count(summary.deliveries.reduce((sum, { gpus }) => sum + gpus, 0))),
      colour: colourOf("source", mainSource(summary)),
      steps: summary.deliveries.map(({ date, gpus }) => ({ date, gpus })),
    })),
    milestones: fleet.milestones.map((milestone) => ({
      date: milestone.date,
      wanted: milestone.wantedGpus,
      gpus: milestone.gpus,
      label: `${count(milestone.wantedGpus)} by ${day(milestone.date)}\n${totals.derivedInPicture(inputs.deliveries, verdict(milestone))}`,
      shortLabel: `${count(milestone.wantedGpus)}\n${totals.derivedInPicture(inputs.deliveries, shortVerdict(milestone))}`,
    })),
  };
  const description = fleet.milestones.map(
    (milestone) => `${day(milestone.date)}: ${count(milestone.gpus)} of ${count(milestone.wantedGpus)} GPUs, ${verdict(milestone)}`,
  );
  return figure({
    id: "growth-figure",
    caption: html`<strong>GPUs delivered, by site</strong> Each band is a site in the colour of its power.`,
    legend: legend([
      ...sources.map((source) => ({ label: labelOf("source", source), colour: colourOf("source", source) })),
      { label: "milestone reached", colour: "var(--reached)", shape: "diamond" },
      { label: "milestone missed", colour: "var(--short)", shape: "diamond" },
    ]),
    pictures: responsive({
      id: "growth-picture",
      title: "GPUs of the fleet over time against its milestones",
      description: description.join("; "),
      draw: (width, alternative) => drawGrowth(growth, width, alternative),
    }),
    table: foldedTable(
      "GPUs and megawatts at the end of each year",
      [
        { head: "Year", cell: ([year]) => year },
        { head: "GPUs delivered", cell: ([, gpus]) => totals.derived(inputs.deliveries, count(gpus)), numeric: true },
        {
          head: "Capacity energised",
          cell: ([year]) => totals.derived(inputs.capacityByDate, megawatts(fleet.megawatts.byYear[year] ?? 0)),
          numeric: true,
        },
      ],
      Object.entries(fleet.gpus.byYear),
    ),
  });
}

function milestones({ fleet, sites }: ReportData): Html {
  const totals = new Totals(sites);
  return table(
    "Milestones of the fleet",
    [
      { head: "By", cell: ({ date }) => time(date) },
      { head: "Wanted", cell: ({ wantedGpus }) => `${count(wantedGpus)} GPUs`, numeric: true },
      { head: "Declared", cell: ({ gpus }) => totals.derived(inputs.deliveries, `${count(gpus)} GPUs`), numeric: true },
      {
        head: "State",
        cell: (milestone) =>
          html`<span class="${milestone.reached ? "reached" : "short"}">${totals.derived(inputs.deliveries, verdict(milestone))}</span>`,
      },
      {
        head: "What would close it",
        cell: ({ closedBy }) =>
          closedBy.length === 0
            ? "–"
            : html`<ul class="plain">
                ${closedBy.map((line) => html`<li>${line}</li>`)}
              </ul>`,
      },
    ],
    fleet.milestones,
  );
}

interface Goal {
  readonly marks: Marks;
  readonly site: string;
  readonly phase: string;
  /** Its path in the data. */
  readonly path: string;
  readonly goal: NonNullable<SiteData["summary"]["phases"][number]["gpuGoal"]>;
}

/** The disclosed GPUs of single sites, against declared clusters and deliveries. */
function goals({ sites }: ReportData): Html {
  const rows = sites.flatMap(({ summary }) =>
    summary.phases.flatMap(({ name, gpuGoal }, index): Goal[] =>
      gpuGoal === undefined
        ? []
        : [{ marks: new Marks(summary), site: summary.site.name, phase: name, path: `site.phases[${index}].gpuGoal`, goal: gpuGoal }],
    ),
  );
  if (rows.length === 0) return html``;
  return html`<h3>Disclosures of single sites</h3>
    ${table(
      "GPU goals of the sites",
      [
        { head: "Site", cell: ({ site, phase }) => html`${site}<small>phase ${phase}</small>` },
        {
          head: "GPUs",
          cell: ({ marks, path, goal }) => marks.fact(`${path}.gpus`, `${count(goal.gpus)}${goal.orMore ? "+" : ""}`),
          numeric: true,
        },
        {
          head: "Product",
          cell: ({ marks, path, goal }) =>
            html`${marks.fact(`${path}.product`, goal.product)}<small
                >taken for ${marks.fact(`${path}.accelerator`, labelOf("accelerator", goal.accelerator))}</small
              >`,
        },
        { head: "When", cell: when },
        { head: "Planned", cell: ({ marks, goal }) => marks.derived(inputs.gpus, count(goal.plannedGpus)), numeric: true },
        {
          head: "Delivered by then",
          cell: ({ marks, goal }) => (goal.deliveredGpus === undefined ? "–" : marks.derived(inputs.deliveries, count(goal.deliveredGpus))),
          numeric: true,
        },
        { head: "Also said", cell: ({ marks, path, goal }) => (goal.claim === undefined ? "–" : marks.fact(`${path}.claim`, goal.claim)) },
      ],
      rows,
    )}`;
}

function when({ marks, path, goal: { by, deliveriesFrom } }: Goal): Html {
  if (by !== undefined) return html`by ${marks.fact(`${path}.by`, time(by))}`;
  return deliveriesFrom === undefined ? html`–` : html`deliveries from ${marks.fact(`${path}.deliveriesFrom`, time(deliveriesFrom))}`;
}
