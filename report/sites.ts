import { acceleratorColours, colourOf, labelOf } from "../review/html/palette.ts";
import { drawBars, type Segment } from "../review/html/bars.ts";
import { capacityOn, lastCapacity, mainSource, type ReportData, type SiteData } from "./data.ts";
import { figure, halfPage, legend, responsive } from "../review/html/figure.ts";
import { count, country, list, megawatts, percent, plural, time } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { inputs, Marks, Totals } from "./marks.ts";
import { siteMap } from "./site-map.ts";
import type { Section } from "../review/html/section.ts";
import { foldedTable, table } from "../review/html/table.ts";

/** The places of the sites, the contents of each, and the composition of the fleet. */
export function sitesSection(data: ReportData): Section {
  const { fleet, sites } = data;
  const countries = Object.keys(fleet.gpus.byCountry).length;
  return {
    id: "sites",
    title: "The sites",
    lead: html`${plural(sites.length, "site")} in ${plural(countries, "country", "countries")}. The full disc is today's power, the ring
    that of the last phase; areas are in proportion to megawatts.`,
    body: html`${siteMap(data)}${table(
        "Sites of the fleet",
        [
          { head: "Site", cell: ({ summary }) => html`${summary.site.name}<small>${place(summary)}</small>${status(summary, fleet.asOf)}` },
          { head: "Power", cell: ({ summary }) => sourceOf(summary) },
          {
            head: "Energised",
            cell: ({ summary }) => new Marks(summary).derived(inputs.capacityByDate, megawatts(capacityOn(summary, fleet.asOf))),
            numeric: true,
          },
          { head: "Last phase", cell: ({ summary }) => lastPhase(summary), numeric: true },
          {
            head: "GPUs installed",
            cell: ({ summary }) => new Marks(summary).derived(inputs.deliveries, count(summary.gpus.installed)),
            numeric: true,
          },
          {
            head: "GPUs planned",
            cell: ({ summary }) => new Marks(summary).derived(inputs.gpus, count(summary.gpus.planned)),
            numeric: true,
          },
          { head: "Accelerators", cell: ({ summary }) => list(Object.keys(summary.gpus.bySku).map((sku) => labelOf("accelerator", sku))) },
          {
            head: "Cooling",
            cell: ({ summary }) => new Marks(summary).fact("site.cooling.system", summary.site.cooling.replaceAll("-", " ")),
          },
          {
            head: "PUE",
            cell: ({ summary }) =>
              new Marks(summary).fact("site.efficiency.powerUsageEffectiveness", summary.site.powerUsageEffectiveness.toFixed(2)),
            numeric: true,
          },
        ],
        sites,
      )}${owners(sites)}
      <div class="columns two">${byAccelerator(data)}${byCountry(data)}</div>`,
  };
}

const place = (summary: SiteData["summary"]): Html =>
  html`${new Marks(summary).fact("site.location.place", summary.site.place)} · <span class="tie">grid ${summary.site.gridZone}</span>`;

/** The last that was made known of the site, with its source; nothing where no more than the site's own data is known. */
function status({ site: { statuses } }: SiteData["summary"], asOf: string): Html {
  const last = statuses.filter(({ on }) => on <= asOf).at(-1);
  return last === undefined ? html`` : html`<small>${last.status} ${time(last.on)}: ${last.source}</small>`;
}

function sourceOf(summary: SiteData["summary"]): Html {
  const source = mainSource(summary);
  const path = summary.power
    .map(({ agreement }) => `site.powerAgreements.${agreement}.source`)
    .find((one) => new Marks(summary).isAssumed(one));
  const key = html`<span class="key block" style="--key: ${colourOf("source", source)}"></span>`;
  const text = labelOf("source", source);
  return html`<span class="tie">${key}${path === undefined ? text : new Marks(summary).fact(path, text)}</span>`;
}

const lastPhase = (summary: SiteData["summary"]): Html =>
  new Marks(summary).fact(`site.phases[${summary.phases.length - 1}].capacityMegawatts`, megawatts(lastCapacity(summary)));

/** One bar of the whole fleet, with its numbers. */
function shares(id: string, title: string, segments: readonly Segment[], totals: Totals): Html {
  const total = segments.reduce((sum, { value }) => sum + value, 0);
  const row = { label: "The fleet", note: totals.derivedInPicture(inputs.gpus, `${count(total)} planned`), segments };
  return figure({
    id,
    caption: html`<strong>${title}</strong>`,
    pictures: responsive(
      {
        id: `${id}-picture`,
        title,
        description: segments.map(({ label, value }) => `${label}: ${count(value)}`).join("; "),
        draw: (width, alternative) => drawBars([row], { width }, alternative),
      },
      halfPage,
    ),
    legend: legend(segments),
    table: table(
      title,
      [
        { head: "GPUs", cell: ({ label }) => label },
        { head: "Planned", cell: ({ value }) => totals.derived(inputs.gpus, count(value)), numeric: true },
        { head: "Share", cell: ({ value }) => totals.derived(inputs.gpus, percent((100 * value) / total)), numeric: true },
      ],
      segments,
    ),
  });
}

function byAccelerator({ fleet, sites }: ReportData): Html {
  const known = Object.keys(acceleratorColours);
  const skus = Object.entries(fleet.gpus.bySku).sort(([a], [b]) => known.indexOf(a) - known.indexOf(b));
  return shares(
    "accelerators",
    "GPUs by accelerator",
    skus.map(([sku, value]) => ({
      label: labelOf("accelerator", sku),
      inside: labelOf("accelerator", sku),
      value,
      colour: colourOf("accelerator", sku),
    })),
    new Totals(sites),
  );
}

function byCountry({ fleet, sites }: ReportData): Html {
  const sorted = Object.entries(fleet.gpus.byCountry).sort(([, a], [, b]) => b - a);
  return shares(
    "countries",
    "GPUs by country",
    sorted.map(([code, value], index) => ({
      label: country(code),
      value,
      colour: `var(--tint-${Math.min(index, 4)})`,
      ...(index < 3 ? { inside: country(code) } : {}),
    })),
    new Totals(sites),
  );
}

function owners(sites: readonly SiteData[]): Html {
  const rows = sites.flatMap(({ summary }) =>
    Object.entries(summary.site.owners).map(([key, owner]) => ({ summary, marks: new Marks(summary), path: `site.owners.${key}`, owner })),
  );
  return foldedTable(
    "owners of the sites",
    [
      { head: "Site", cell: ({ summary }) => summary.site.name },
      { head: "Owner", cell: ({ marks, path, owner }) => marks.fact(`${path}.legalName`, owner.legalName) },
      { head: "Headquarters", cell: ({ marks, path, owner }) => marks.fact(`${path}.headquarters`, country(owner.headquarters)) },
      { head: "Share", cell: ({ marks, path, owner }) => marks.fact(`${path}.sharePercent`, percent(owner.sharePercent)), numeric: true },
      {
        head: "Commitment",
        cell: ({ marks, path, owner: { commitmentUsdMillions: millions } }) =>
          millions === undefined ? "–" : marks.fact(`${path}.commitmentUsdMillions`, `US$ ${count(millions)} million`),
        numeric: true,
      },
    ],
    rows,
  );
}
