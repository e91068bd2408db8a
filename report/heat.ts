import { drawBars } from "../review/html/bars.ts";
import { facilityLoad, type ReportData, type SiteData } from "./data.ts";
import { figure, responsive } from "../review/html/figure.ts";
import { list, megawatts, percent, time } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { inputs, Marks } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { table } from "../review/html/table.ts";

const heatOf = ({ summary }: SiteData): number =>
  Object.values(summary.site.heatReuse).reduce((sum, { thermalMegawatts }) => sum + thermalMegawatts, 0);

/** The recipients of each site's heat. */
export function heatSection({ sites }: ReportData): Section {
  const giving = sites.filter((site) => heatOf(site) > 0);
  const others = sites.filter((site) => heatOf(site) === 0).map(({ summary }) => summary.site.name);
  return {
    id: "heat",
    title: "Heat reuse",
    lead: html`${giving.length === 0 ? "No site declares a recipient of its heat." : html`${list(giving.map(({ summary }) => summary.site.name))} ${giving.length === 1 ? "gives" : "give"} heat to others.`}${giving.length > 0 && others.length > 0 ? ` ${list(others)} ${others.length === 1 ? "declares" : "declare"} none.` : ""}`,
    body: giving.map(recipients),
  };
}

const classOf = ({ enterprise, recipient }: { readonly enterprise?: string | undefined; readonly recipient: string }) =>
  enterprise ?? recipient;

function recipients(site: SiteData): Html {
  const { stack, site: facts } = site.summary;
  const marks = new Marks(site.summary);
  const total = heatOf(site);
  const load = facilityLoad(site.summary);
  const entries = Object.entries(facts.heatReuse);
  const rows = entries.map(([key, heat]) => ({
    label: classOf(heat),
    note: marks.factInPicture(`site.heatReuse.${key}.thermalMegawatts`, megawatts(heat.thermalMegawatts)),
    segments: [{ label: "MW of heat", value: heat.thermalMegawatts, colour: "var(--heat)" }],
  }));
  return figure({
    id: `heat-${stack}`,
    caption: html`<strong>${facts.name}: ${marks.derived(["site.heatReuse.*.thermalMegawatts"], megawatts(total))} of heat</strong>
      ${marks.derived([...inputs.facility, "site.heatReuse"], percent((100 * total) / Math.max(load, 1e-9)))} of the facility load of all
      clusters, ${marks.derived(inputs.facility, megawatts(load))}.`,
    pictures: responsive({
      id: `heat-${stack}-picture`,
      title: `Heat that ${facts.name} gives, by recipient`,
      description: rows.map(({ label, note }) => `${label}: ${note}`).join("; "),
      draw: (width, alternative) => drawBars(rows, { width }, alternative),
    }),
    table: table(
      `Recipients of heat of ${facts.name}`,
      [
        {
          head: "Enterprise",
          cell: ([key, heat]) =>
            marks.fact(`site.heatReuse.${key}.${heat.enterprise === undefined ? "recipient" : "enterprise"}`, classOf(heat)),
        },
        { head: "Recipient", cell: ([key, { recipient }]) => marks.fact(`site.heatReuse.${key}.recipient`, recipient) },
        {
          head: "Heat",
          cell: ([key, { thermalMegawatts }]) => marks.fact(`site.heatReuse.${key}.thermalMegawatts`, megawatts(thermalMegawatts)),
          numeric: true,
        },
        { head: "From", cell: ([key, { deliversFrom }]) => marks.fact(`site.heatReuse.${key}.deliversFrom`, time(deliversFrom)) },
      ],
      entries,
    ),
  });
}
