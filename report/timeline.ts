import { drawLanes, type Lane } from "./charts/lanes.ts";
import { colourOf, labelOf, rankOf } from "../review/html/palette.ts";
import { mainSource, type ReportData, type SiteData } from "./data.ts";
import { figure, legend, responsive } from "../review/html/figure.ts";
import { count, list, megawatts, plural, time } from "../review/html/format.ts";
import { html } from "../review/html/html.ts";
import { Marks } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { foldedTable } from "../review/html/table.ts";

/** The beginnings and ends of phases, agreements, permits and deliveries, by date. */
export function timelineSection({ fleet, sites }: ReportData): Section {
  const lanes = sites.map(laneOf);
  const events = sites
    .flatMap(({ summary }) => summary.timeline.map((event) => ({ ...event, site: summary.site.name })))
    .sort((a, b) => a.date.localeCompare(b.date) || a.site.localeCompare(b.site, "en"));
  const skus = [...new Set(sites.flatMap(({ summary }) => Object.keys(summary.gpus.bySku)))].sort(
    (a, b) => rankOf("accelerator", a) - rankOf("accelerator", b),
  );
  return {
    id: "timeline",
    title: "Timeline",
    lead: html`${plural(events.length, "event")} from phases, agreements, permits and deliveries. The dotted line is ${time(fleet.asOf)}.`,
    body: figure({
      id: "timeline-figure",
      caption: html`<strong>Phases, deliveries and agreements</strong> Flags: capacity from that day on, dashed where the day is assumed.
        Discs: GPUs delivered, by area. Lines below: agreements in force.${assumedDeliveries(sites)}`,
      legend: legend([
        ...skus.map((sku) => ({
          label: `delivery of ${labelOf("accelerator", sku)}`,
          colour: colourOf("accelerator", sku),
          shape: "dot" as const,
        })),
        { label: "agreement, in the colour of its site’s power", colour: "var(--muted)", shape: "span" },
      ]),
      pictures: responsive({
        id: "timeline-picture",
        title: "Timeline of the sites",
        description: lanes
          .map(
            ({ label, steps, drops }) =>
              `${label}: ${steps.map((step) => `${step.label} from ${step.date}`).join(", ")}; ${plural(drops.length, "delivery", "deliveries")}`,
          )
          .join(". "),
        draw: (width, alternative) => drawLanes(lanes, fleet.asOf, width, alternative),
      }),
      table: foldedTable(
        "all events",
        [
          { head: "Date", cell: ({ date }) => time(date) },
          { head: "Site", cell: ({ site }) => site },
          { head: "Event", cell: ({ event }) => readable(event) },
        ],
        events,
      ),
    }),
  };
}

/** An event's text, with thousands separators in the figure after the colon. */
const readable = (event: string): string => event.replace(/(?<=: )\d+(?= )/, (figureText) => count(Number(figureText)));

/** A note on the sites whose delivery dates are assumed; empty if there are none. */
function assumedDeliveries(sites: readonly SiteData[]): string {
  const names = sites
    .filter(({ summary }) => new Marks(summary).restsOnAssumptions(["deliveries.*.deliveredOn"]))
    .map(({ summary }) => summary.site.name);
  return names.length === 0 ? "" : ` Days of deliveries are assumed at ${list(names)}.`;
}

const laneOf = ({ summary }: SiteData): Lane => ({
  label: summary.site.name,
  colour: colourOf("source", mainSource(summary)),
  steps: summary.phases.map(({ energisedOn, capacityMegawatts }, index) => {
    const marks = new Marks(summary);
    const path = `site.phases[${index}]`;
    const label = marks.factInPicture(`${path}.capacityMegawatts`, megawatts(capacityMegawatts));
    return { date: energisedOn, label, isAssumed: marks.isAssumed(`${path}.energisedOn`) };
  }),
  drops: summary.deliveries.map(({ date, gpus, accelerator }) => ({ date, gpus, colour: colourOf("accelerator", accelerator) })),
  spans: summary.power.map(({ validFrom, validTo }) => ({ from: validFrom, to: validTo })),
});
