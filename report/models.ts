import type { ReportData, SiteData } from "./data.ts";
import { count, list, plural, time } from "../review/html/format.ts";
import { html, type Html } from "../review/html/html.ts";
import { inputs, Marks } from "./marks.ts";
import type { Section } from "../review/html/section.ts";
import { table } from "../review/html/table.ts";
import { jurisdictions } from "../components/catalog/jurisdictions.ts";

type Endpoint = SiteData["summary"]["endpoints"][string];

/** An endpoint at its site. */
interface Row {
  readonly site: SiteData;
  readonly name: string;
  readonly endpoint: Endpoint;
}

const rowsOf = (site: SiteData): Row[] => Object.entries(site.summary.endpoints).map(([name, endpoint]) => ({ site, name, endpoint }));

/** The models that the sites serve, the cluster of each, and from when its GPUs are there. */
export function modelsSection({ fleet, sites }: ReportData): Section {
  const rows = sites.flatMap(rowsOf);
  const waiting = rows.filter(({ endpoint }) => endpoint.availableFrom !== undefined);
  return {
    id: "models",
    title: "Models",
    lead: html`${plural(rows.length, "endpoint")}, ${waiting.length} of them on GPUs that are not delivered on ${time(fleet.asOf)}.
    ${publicApi(sites)}`,
    body:
      rows.length === 0
        ? ""
        : table(
            "Model endpoints",
            [
              { head: "Endpoint", cell: ({ name, endpoint }) => html`${name}<small>${endpoint.model}</small>` },
              { head: "Site", cell: ({ site }) => site.summary.site.name },
              { head: "Cluster", cell: ({ endpoint }) => endpoint.cluster },
              { head: "GPUs at most", cell: ({ endpoint }) => count(endpoint.gpus), numeric: true },
              { head: "Tenants", cell: ({ endpoint }) => list(endpoint.tenants) },
              { head: "Hugging Face", cell: ({ endpoint }) => endpoint.huggingFace ?? "–" },
              { head: "Served", cell: ({ site, endpoint }) => served(site, endpoint) },
            ],
            rows,
          ),
  };
}

function served({ summary }: SiteData, { availableFrom, cluster }: Endpoint): Html {
  const { phase = "" } = summary.clusters[cluster] ?? {};
  const text =
    availableFrom === undefined ? "today" : availableFrom === "undelivered" ? "no delivery is declared" : html`from ${time(availableFrom)}`;
  return new Marks(summary).derived([...inputs.deliveries, `site.phases.${phase}`], text);
}

/** `The public API is served today from Norway (initial-1 of Stargate Norway*).` */
function publicApi(sites: readonly SiteData[]): Html {
  const places = sites.flatMap(({ summary }) => {
    const { publicApi: served } = summary;
    if (served?.isServed !== true) return [];
    const where = `${jurisdictions[summary.site.jurisdiction].name} (${served.cluster} of ${summary.site.name})`;
    return [new Marks(summary).fact("inference.gateway.servesPublicApi", where)];
  });
  if (places.length === 0) return html``;
  return html`The public API is served today from
  ${places.map((place, index) => html`${index === 0 ? "" : index === places.length - 1 ? " and " : ", "}${place}`)}.`;
}
