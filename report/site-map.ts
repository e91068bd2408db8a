import { regionsOf } from "./charts/atlas.ts";
import { drawMap, type MapSite } from "./charts/map.ts";
import { colourOf, labelOf, rankOf } from "../review/html/palette.ts";
import { capacityOn, lastCapacity, mainSource, type ReportData } from "./data.ts";
import { figure, legend, responsive } from "../review/html/figure.ts";
import { count, country, megawatts } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { assumedMark, derivedMark, inputs, Marks } from "./marks.ts";
import { foldedTable } from "../review/html/table.ts";

/** The farthest distance between neighbouring sites on one map. */
const reachKilometres = 2000;

interface PlacedSite extends MapSite {
  readonly country: string;
  readonly marks: Marks;
  /** The path of the last phase's capacity in the data. */
  readonly capacityPath: string;
}

/** Maps of the sites, one for each part of the world. */
export function siteMap({ fleet, sites }: ReportData): Html {
  const places = sites.map(({ summary }): PlacedSite => {
    const marks = new Marks(summary);
    const capacityPath = `site.phases[${summary.phases.length - 1}].capacityMegawatts`;
    return {
      marks,
      capacityPath,
      label: summary.site.name,
      note: `${marks.factInPicture(capacityPath, megawatts(lastCapacity(summary)))} · ${marks.derivedInPicture(inputs.gpus, `${count(summary.gpus.planned)} GPUs`)}`,
      position: [summary.site.longitudeDegrees, summary.site.latitudeDegrees],
      colour: colourOf("source", mainSource(summary)),
      megawattsNow: capacityOn(summary, fleet.asOf),
      megawattsLater: lastCapacity(summary),
      country: country(fleet.sites[summary.stack]?.country ?? ""),
    };
  });
  const regions = regionsOf(places, ({ position }) => position, reachKilometres);
  const sources = [...new Set(sites.map(({ summary }) => mainSource(summary)))].sort((a, b) => rankOf("source", a) - rankOf("source", b));
  const panels = regions.map((region, index) => {
    const names = [...new Set(region.map((site) => site.country))].join(" · ");
    const isWide = index === 0;
    return html`<div class="${isWide ? "panel main" : "panel"}">
      <p class="panel-name">${names}</p>
      ${responsive({
        id: `map-${index + 1}`,
        title: `Map of the sites in ${names}`,
        description: region.map(({ label, note, megawattsNow }) => `${label}: ${note}, ${megawatts(megawattsNow)} energised`).join("; "),
        draw: (width, alternative) => drawMap(region, frameOf(width, isWide, regions.length > 1), alternative),
      })}
    </div>`;
  });
  return figure({
    id: "map",
    caption: html`<strong>Megawatts and GPUs by place</strong> Capacity of the last phase, and GPUs planned. Where a position is assumed,
      the table marks it.`,
    legend: legend([
      ...sources.map((source) => ({ label: labelOf("source", source), colour: colourOf("source", source), shape: "dot" as const })),
      { label: "last phase", colour: "var(--muted)", shape: "ring" },
      { label: `${assumedMark} assumed, ${derivedMark} computed from assumed figures`, colour: "transparent", shape: "none" },
    ]),
    pictures: html`<div class="panels">${panels}</div>`,
    table: foldedTable(
      "positions and megawatts",
      [
        { head: "Site", cell: ({ label }) => label },
        { head: "Country", cell: (site) => site.country },
        {
          head: "Latitude",
          cell: ({ marks, position }) => marks.fact("site.location.latitudeDegrees", `${position[1].toFixed(2)}°`),
          numeric: true,
        },
        {
          head: "Longitude",
          cell: ({ marks, position }) => marks.fact("site.location.longitudeDegrees", `${position[0].toFixed(2)}°`),
          numeric: true,
        },
        {
          head: "Energised",
          cell: ({ marks, megawattsNow }) => marks.derived(inputs.capacityByDate, megawatts(megawattsNow)),
          numeric: true,
        },
        {
          head: "Last phase",
          cell: ({ marks, capacityPath, megawattsLater }) => marks.fact(capacityPath, megawatts(megawattsLater)),
          numeric: true,
        },
      ],
      places,
    ),
  });
}

/** A region's frame: on a wide page the first region takes two thirds, the others the rest. */
function frameOf(page: number, isMain: boolean, hasOthers: boolean) {
  const isNarrow = page < 500;
  const width = isNarrow || !hasOthers ? page : Math.round((page - 16) * (isMain ? 0.66 : 0.34));
  return {
    width,
    height: isNarrow ? (isMain ? 420 : 260) : page < 1000 ? 430 : 540,
    padding: { x: Math.min(width * 0.2, 150), y: 70 },
    leastKilometres: isMain ? 1600 : 3000,
  };
}
