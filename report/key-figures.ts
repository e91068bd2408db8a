import { capacityOn, type ReportData } from "./data.ts";
import { count, day, energy, megawatts, tonnes } from "../review/html/format.ts";
import { html, type Html, type Part } from "../review/html/html.ts";
import { inputs, Totals } from "./marks.ts";

interface KeyFigure {
  readonly name: string;
  readonly value: Part;
  readonly note: Part;
}

/** The key figures of the fleet. */
export function keyFigures(data: ReportData): Html {
  const { fleet, sites } = data;
  const totals = new Totals(sites);
  const energised = sites.reduce((sum, { summary }) => sum + capacityOn(summary, fleet.asOf), 0);
  const assumptions = sites.reduce((sum, { summary }) => sum + summary.assumptions.length, 0);
  const figures: KeyFigure[] = [
    {
      name: "GPUs installed",
      value: totals.derived(inputs.deliveries, count(fleet.gpus.installed)),
      note: html`of ${totals.derived(inputs.gpus, count(fleet.gpus.planned))} planned`,
    },
    {
      name: "Power energised",
      value: totals.derived(inputs.capacityByDate, megawatts(energised)),
      note: html`of ${totals.derived(inputs.capacity, megawatts(fleet.megawatts.capacity))} in the last phases`,
    },
    milestone(data),
    {
      name: "Energy of a year",
      value: totals.derived(inputs.energy, energy(fleet.energy.megawattHoursPerYear)),
      note: "with every planned cluster at work",
    },
    {
      name: "CO₂ of a year",
      value: totals.derived(inputs.energy, tonnes(fleet.energy.locationBasedTonnesCo2PerYear)),
      note: html`by location; ${totals.derived(inputs.marketCarbon, tonnes(fleet.energy.marketBasedTonnesCo2PerYear))} by market`,
    },
    { name: "Figures assumed", value: count(assumptions), note: html`<a href="#assumptions">each with its reason</a>` },
  ];
  return html`<dl class="key-figures">
    ${figures.map(
      ({ name, value, note }) =>
        html`<div>
          <dt>${name}</dt>
          <dd><span class="figure">${value}</span><span class="of">${note}</span></dd>
        </div>`,
    )}
  </dl>`;
}

/** The next milestone; after the last date, the last one. */
function milestone({ fleet, sites }: ReportData): KeyFigure {
  const next = fleet.milestones.find(({ date }) => date >= fleet.asOf) ?? fleet.milestones.at(-1);
  if (next === undefined) return { name: "Next milestone", value: "–", note: "none is set" };
  const verdict = next.reached
    ? html`<span class="reached">reached by declared deliveries</span>`
    : html`<span class="short">short by ${new Totals(sites).derived(inputs.deliveries, count(next.shortByGpus))}</span>`;
  return { name: `GPUs by ${day(next.date)}`, value: count(next.wantedGpus), note: verdict };
}
