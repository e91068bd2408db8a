import { drawRackRows, widthOfRows } from "../review/html/rack-rows.ts";
import { colourOf, labelOf, rankOf } from "../review/html/palette.ts";
import type { ReportData, RowOfRacks, SiteData } from "./data.ts";
import { legend } from "../review/html/figure.ts";
import { count, plural } from "../review/html/format.ts";
import { html, trusted, type Html } from "../review/html/html.ts";
import { inputs, Marks } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { foldedTable } from "../review/html/table.ts";

/** The most rows of a site in one column; a larger site takes the page's whole width. */
const broadRows = 72;

interface HallCluster {
  readonly name: string;
  readonly cluster: SiteData["summary"]["clusters"][string];
  readonly rows: readonly RowOfRacks[];
}

/** The rows of racks of every hall. */
export function hallsSection({ sites }: ReportData): Section {
  const racks = sites.flatMap(({ summary }) => Object.values(summary.clusters)).reduce((sum, cluster) => sum + cluster.racks, 0);
  const skus = [...new Set(sites.flatMap(({ summary }) => Object.keys(summary.gpus.bySku)))].sort(
    (a, b) => rankOf("accelerator", a) - rankOf("accelerator", b),
  );
  return {
    id: "halls",
    title: "Halls and rows of racks",
    lead: html`${plural(racks, "rack")}, each a square. A column is a row of racks and a scalable unit: what is built, rolled and upgraded
    together. All halls have one scale.`,
    body: html`${legend(skus.map((sku) => ({ label: labelOf("accelerator", sku), colour: colourOf("accelerator", sku) })))}
      <div class="sites-of-halls">${sites.map(hallsOf)}</div>`,
  };
}

function hallsOf(site: SiteData): Html {
  const { stack, site: facts, clusters } = site.summary;
  const inHall = (hall: string): HallCluster[] =>
    Object.entries(clusters)
      .filter(([, cluster]) => cluster.hall === hall)
      .map(([name, cluster]) => ({ name, cluster, rows: site.rows[name] ?? [] }));
  const halls = Object.entries(facts.halls).map(([name, hall]) => ({ name, ...hall, clusters: inHall(name) }));
  const marks = new Marks(site.summary);
  const isBroad = Object.values(clusters).reduce((sum, { rows }) => sum + rows, 0) > broadRows;
  return html`<figure class="${isBroad ? "card broad" : "card"}" id="halls-${stack}">
    <figcaption><h3>${facts.name}</h3></figcaption>
    <div class="halls">
      ${halls.map(
        ({ name, place, rackKilowatts, clusters: own }) =>
          html`<div class="hall" style="--width: ${widthOf(own)}px">
            <p>
              <strong>${name}</strong>
              <small
                >${place === facts.place ? "" : `${place}, `}up to
                ${marks.fact(`site.halls.${name}.rackKilowatts`, `${rackKilowatts}\u00a0kW`)} a rack</small
              >
            </p>
            ${own.map((cluster) => plan(site, name, cluster))}${own.length === 0 ? html`<p class="quiet">no cluster</p>` : ""}
          </div>`,
      )}
    </div>
    ${foldedTable(
      `rows of racks of ${facts.name}`,
      [
        { head: "Cluster", cell: ([name]) => name },
        { head: "Hall", cell: ([, { hall }]) => hall },
        { head: "Accelerator", cell: ([, { accelerator }]) => labelOf("accelerator", accelerator) },
        { head: "GPUs", cell: ([name, { gpus }]) => marks.fact(`clusters.${name}.gpus`, count(gpus)), numeric: true },
        { head: "Hosts", cell: ([, { hosts }]) => marks.derived(inputs.gpus, count(hosts)), numeric: true },
        { head: "Racks", cell: ([, { racks }]) => marks.derived(inputs.racks, count(racks)), numeric: true },
        { head: "Rows", cell: ([, { rows }]) => marks.derived(inputs.racks, count(rows)), numeric: true },
      ],
      Object.entries(clusters),
    )}
  </figure>`;
}

const widthOf = (clusters: readonly HallCluster[]): number => Math.max(0, ...clusters.map(({ rows }) => widthOfRows(rows.length)));

function plan({ summary }: SiteData, hall: string, { name, cluster, rows }: HallCluster): Html {
  const marks = new Marks(summary);
  const colour = colourOf("accelerator", cluster.accelerator);
  const sizes = [...new Set(rows.map(({ racks }) => racks))];
  const gpus = `${count(cluster.gpus)}\u00a0GPUs`;
  const inRows = `${plural(rows.length, "row")} of ${sizes.join(" or ")} racks`;
  const svg = drawRackRows(
    rows.map(({ name: row, racks }) => ({ name: row, racks, colour })),
    {
      id: `rows-${summary.stack}-${name}`,
      title: `Rows of racks of ${name} in ${hall} of ${summary.site.name}`,
      description: `${labelOf("accelerator", cluster.accelerator)}: ${gpus}, ${inRows}`,
    },
  );
  return html`${trusted(svg)}
    <p class="quiet">
      <strong>${name}</strong> ${marks.derived(inputs.gpus, gpus)}
      <small>${marks.derived(inputs.racks, inRows)}</small>
    </p>`;
}
