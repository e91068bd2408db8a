import { drawBars, type BarRow } from "../review/html/bars.ts";
import { colourOf, labelOf, promiseColours } from "../review/html/palette.ts";
import type { ReportData, SiteData } from "./data.ts";
import { legend, responsive } from "../review/html/figure.ts";
import { count, country, list, percent, time, unit } from "../review/html/format.ts";
import { html, type Html, type Part } from "../review/html/html.ts";
import { inputs, Marks } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { table } from "../review/html/table.ts";

type Tenant = SiteData["summary"]["tenants"][string];

/** A tenant at one site. */
interface Share {
  readonly site: SiteData;
  readonly key: string;
  readonly tenant: Tenant;
}

const sharesOf = (site: SiteData): Share[] => Object.entries(site.summary.tenants).map(([key, tenant]) => ({ site, key, tenant }));

/** The guaranteed GPUs of each tenant, and the places where surplus may go. */
export function tenantsSection(data: ReportData): Section {
  const shares = data.sites.flatMap(sharesOf);
  return {
    id: "tenants",
    title: "Tenants",
    lead: html`Guaranteed GPUs, as a share of those planned at the site. The rest may be borrowed, and goes to surplus.`,
    body: html`${picture(data)}${terms(shares.filter(({ tenant }) => tenant.offtake?.kind !== "surplus"))}${surplus(data)}`,
  };
}

/** The paths from which a tenant's guaranteed GPUs are computed. */
const sharePaths = (tenant: string) => [...inputs.gpus, `clusters.*.kubernetes.tenants.${tenant}`];

function barOf(site: SiteData): BarRow {
  const { summary } = site;
  const marks = new Marks(summary);
  const promised = sharesOf(site).filter(({ tenant }) => tenant.guaranteedGpus > 0);
  const sum = promised.reduce((total, { tenant }) => total + tenant.guaranteedGpus, 0);
  return {
    label: summary.site.name,
    note: marks.derivedInPicture(inputs.gpus, `${count(sum)} of ${count(summary.gpus.planned)} GPUs`),
    segments: promised.map(({ key, tenant }) => ({
      label: `${key}, percent`,
      inside: marks.derivedInPicture(sharePaths(key), `${key} ${percent((100 * tenant.guaranteedGpus) / summary.gpus.planned)}`),
      value: (100 * tenant.guaranteedGpus) / summary.gpus.planned,
      colour: colourOf("promise", tenant.offtake?.kind ?? ""),
    })),
    frame: { value: 100, dashed: false },
  };
}

function picture({ sites }: ReportData): Html {
  const rows = sites.map(barOf);
  const kinds = Object.keys(promiseColours);
  return html`<figure id="shares">
    <figcaption><strong>Guaranteed shares by site</strong> The empty end of a bar is not promised.</figcaption>
    ${legend(kinds.map((kind) => ({ label: labelOf("promise", kind), colour: colourOf("promise", kind) })))}${responsive({
      id: "shares-picture",
      title: "Shares of the tenants by site",
      description: rows
        .map(({ label, note, segments }) => `${label}, ${note}: ${list(segments.map(({ inside = "" }) => inside))}`)
        .join("; "),
      draw: (width, alternative) => drawBars(rows, { width, end: 100 }, alternative),
    })}
  </figure>`;
}

const terms = (shares: readonly Share[]): Html =>
  table(
    "Tenants by site",
    [
      {
        head: "Tenant",
        cell: ({ site, key, tenant }) =>
          html`${fact(site, `tenants.${key}.organisation.legalName`, tenant.legalName)}<small>${key}</small>`,
      },
      { head: "Site", cell: ({ site }) => site.summary.site.name },
      {
        head: "Headquarters",
        cell: ({ site, key, tenant }) => fact(site, `tenants.${key}.organisation.headquarters`, country(tenant.headquarters)),
      },
      { head: "Promise", cell: ({ tenant }) => labelOf("promise", tenant.offtake?.kind ?? "–") },
      {
        head: "Share",
        cell: ({ site, key, tenant }) =>
          tenant.offtake === undefined ? "–" : fact(site, `site.offtake.${key}.sharePercent`, percent(tenant.offtake.sharePercent)),
        numeric: true,
      },
      {
        head: "Guaranteed",
        cell: ({ site, key, tenant }) => new Marks(site.summary).derived(sharePaths(key), `${count(tenant.guaranteedGpus)} GPUs`),
        numeric: true,
      },
      { head: "Term", cell: term },
      {
        head: "Data may lie in",
        cell: ({ tenant }) => tenant.residency.map((code, index) => html`${index > 0 ? ", " : ""}<span class="tie">${code}</span>`),
      },
    ],
    shares,
  );

const fact = ({ summary }: SiteData, path: string, text: Part): Html => new Marks(summary).fact(path, text);

function term({ site, key, tenant: { offtake } }: Share): Part {
  if (offtake === undefined) return "–";
  const { validFrom, validTo, termYears, valueUsdMillions, mayScale } = offtake;
  const path = `site.offtake.${key}`;
  const more = [
    ...(termYears === undefined ? [] : [html`<br />${fact(site, `${path}.termYears`, unit(termYears, "years", 1))}`]),
    ...(valueUsdMillions === undefined
      ? []
      : [html`<br />${fact(site, `${path}.valueUsdMillions`, `US$ ${count(valueUsdMillions)} million`)}`]),
    ...(mayScale === true ? [html`<br />${fact(site, `${path}.mayScale`, "may take more")}`] : []),
  ];
  const to = validTo === undefined ? "open" : fact(site, `${path}.validTo`, time(validTo));
  return html`${fact(site, `${path}.validFrom`, time(validFrom))} – ${to}${more}`;
}

function surplus({ fleet }: ReportData): Html {
  if (fleet.surplus.length === 0) return html`<p class="note">No site declares where its surplus may go.</p>`;
  return html`<h3 id="surplus">Where surplus may go</h3>
    ${table(
      "Where surplus may go",
      [
        { head: "Surplus", cell: ({ tenant }) => tenant },
        { head: "Of the site", cell: ({ site }) => fleet.sites[site]?.name ?? site },
        { head: "For users in", cell: ({ servesFrom }) => list(servesFrom.map(country)) },
      ],
      fleet.surplus,
    )}`;
}
