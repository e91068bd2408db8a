import { drawBars, type BarRow } from "../review/html/bars.ts";
import { colourOf, labelOf, rankOf } from "../review/html/palette.ts";
import { mainSource, type ReportData, type SiteData } from "./data.ts";
import { figure, halfPage, legend, responsive } from "../review/html/figure.ts";
import { energy, percent, tonnes, unit } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { assumedMark, derived, inputs, Marks, Totals } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { table } from "../review/html/table.ts";

type Energy = ReportData["fleet"]["energy"];

/** A year's energy by source, and its carbon. */
export function energySection(data: ReportData): Section {
  const { energy: year } = data.fleet;
  const totals = new Totals(data.sites);
  return {
    id: "energy",
    title: "Energy and carbon of a year",
    lead: html`With every planned cluster at work the fleet takes ${totals.derived(inputs.energy, energy(year.megawattHoursPerYear))} a
    year. That is ${totals.derived(inputs.energy, tonnes(year.locationBasedTonnesCo2PerYear))} of CO₂ by location, which is the grid’s
    physical mix, and ${totals.derived(inputs.marketCarbon, tonnes(year.marketBasedTonnesCo2PerYear))} by market, which follows the
    contracts (GHG Protocol, scope 2).`,
    body: html`${mix(data)}
      <div class="columns two">${bySite(data)}${carbon(data)}</div>
      ${numbers(data)}${sources(year)}`,
  };
}

const segmentsOf = ({ megawattHoursBySource }: Energy) =>
  Object.entries(megawattHoursBySource)
    .sort(([a], [b]) => rankOf("source", a) - rankOf("source", b))
    .map(([source, value]) => ({ label: labelOf("source", source), value, colour: colourOf("source", source) }));

function mix({ fleet, sites }: ReportData): Html {
  const totals = new Totals(sites);
  const segments = segmentsOf(fleet.energy);
  const total = fleet.energy.megawattHoursPerYear;
  const share = (value: number) => percent((100 * value) / total);
  return figure({
    id: "mix",
    caption: html`<strong>Power mix of the fleet</strong> By the source of the agreements, in the proportion of their megawatts.`,
    legend: legend(segments),
    pictures: responsive({
      id: "mix-picture",
      title: "Power mix of the fleet",
      description: segments.map(({ label, value }) => `${label} ${share(value)}`).join("; "),
      draw: (width, alternative) => {
        const labelled = segments.map((segment) => ({
          ...segment,
          inside: totals.derivedInPicture(inputs.energyBySource, `${segment.label} ${share(segment.value)}`),
        }));
        return drawBars(
          [{ label: "The fleet in a year", note: totals.derivedInPicture(inputs.energy, energy(total)), segments: labelled }],
          { width },
          alternative,
        );
      },
    }),
    table: table(
      "Power mix of the fleet",
      [
        { head: "Source", cell: ({ label }) => label },
        { head: "Energy a year", cell: ({ value }) => totals.derived(inputs.energyBySource, energy(value)), numeric: true },
        { head: "Share", cell: ({ value }) => totals.derived(inputs.energyBySource, share(value)), numeric: true },
      ],
      segments,
    ),
  });
}

/** One of two pictures side by side, without a table: both share the table below. */
function column(id: string, title: string, note: string, rows: readonly BarRow[]): Html {
  const description = rows.map((row) => `${row.label}: ${row.note}`).join("; ");
  return html`<figure id="${id}">
    <figcaption><strong>${title}</strong> ${note}</figcaption>
    ${responsive({ id: `${id}-picture`, title, description, draw: (width, alternative) => drawBars(rows, { width }, alternative) }, halfPage)}
  </figure>`;
}

const bySite = ({ sites }: ReportData): Html =>
  column(
    "energy-by-site",
    "Energy by site",
    "Facility load × load factor × 8,760 hours.",
    sites.map(({ summary, energy: year }) => ({
      label: summary.site.name,
      note: new Marks(summary).derivedInPicture(inputs.energy, energy(year.megawattHoursPerYear)),
      segments: segmentsOf(year),
    })),
  );

const carbon = ({ sites }: ReportData): Html =>
  column(
    "carbon-by-site",
    "Carbon by site",
    "Bar: by location. Upright line: by market.",
    sites.map(({ summary, energy: { locationBasedTonnesCo2PerYear: location, marketBasedTonnesCo2PerYear: market } }) => ({
      label: summary.site.name,
      note: new Marks(summary).derivedInPicture(inputs.marketCarbon, `${tonnes(location)} · ${tonnes(market)}`),
      segments: [{ label: "tonnes by location", value: location, colour: colourOf("source", mainSource(summary)) }],
      limit: market,
    })),
  );

/** A site's carbon intensity by location, the grid's physical mix, in g/kWh. */
function intensity({ energy: year }: SiteData): Html {
  const grams = unit((1000 * year.locationBasedTonnesCo2PerYear) / Math.max(year.megawattHoursPerYear, 1), "g/kWh", 0);
  return year.sources.some(isAssumed) ? derived(grams) : html`${grams}`;
}

const numbers = ({ fleet, sites }: ReportData): Html =>
  table(
    "Energy and carbon of a year by site",
    [
      { head: "Site", cell: ({ summary }) => summary.site.name },
      {
        head: "Load factor",
        cell: ({ summary }) => new Marks(summary).fact("site.efficiency.loadFactor", summary.site.loadFactor.toFixed(2)),
        numeric: true,
      },
      {
        head: "Energy",
        cell: ({ summary, energy: year }) => new Marks(summary).derived(inputs.energy, energy(year.megawattHoursPerYear)),
        numeric: true,
      },
      { head: "Intensity", cell: (site) => intensity(site), numeric: true },
      {
        head: "CO₂ by location",
        cell: ({ summary, energy: year }) => new Marks(summary).derived(inputs.energy, tonnes(year.locationBasedTonnesCo2PerYear)),
        numeric: true,
      },
      {
        head: "CO₂ by market",
        cell: ({ summary, energy: year }) => new Marks(summary).derived(inputs.marketCarbon, tonnes(year.marketBasedTonnesCo2PerYear)),
        numeric: true,
      },
      { head: "Guarantees of origin", cell: ({ summary }) => guarantees(summary) },
    ],
    sites.filter(({ summary }) => summary.stack in fleet.sites),
  );

/** The treatment of certificates, by agreement if they differ. */
function guarantees(summary: SiteData["summary"]): Html {
  const kinds = [...new Set(summary.power.map(({ guaranteesOfOrigin }) => guaranteesOfOrigin))];
  return html`${kinds.map((kind, index) => {
    const { agreement = "" } = summary.power.find(({ guaranteesOfOrigin }) => guaranteesOfOrigin === kind) ?? {};
    const text = kind.replaceAll("-", " ");
    return html`${index > 0 ? ", " : ""}${new Marks(summary).fact(`site.powerAgreements.${agreement}.guaranteesOfOrigin`, text)}`;
  })}`;
}

const assumedPrefix = "assumed: ";

const isAssumed = (source: string): boolean => source.startsWith(assumedPrefix);

const sources = ({ sources: names }: Energy): Html =>
  html`<div class="note">
    <h3>Sources of the grams of CO₂ a kWh</h3>
    <ul>
      ${names.map((name) =>
        isAssumed(name) ? html`<li>${assumedMark} Assumed: ${name.slice(assumedPrefix.length)}</li>` : html`<li>${name}</li>`,
      )}
    </ul>
  </div>`;
