import { rankOf } from "../review/html/palette.ts";
import type { FleetSummary } from "../components/fleet/schema.ts";
import type { Summary } from "../components/summary/schema.ts";

/** A row of racks, which is one scalable unit. */
export interface RowOfRacks {
  readonly name: string;
  readonly racks: number;
}

/** A site's data for the report. */
export interface SiteData {
  readonly summary: Summary;
  /** A year of this site alone. */
  readonly energy: FleetSummary["energy"];
  /** By cluster. */
  readonly rows: Readonly<Record<string, readonly RowOfRacks[]>>;
}

/** The input of the report. */
export interface ReportData {
  readonly fleet: FleetSummary;
  readonly sites: readonly SiteData[];
}

/** The source of most of a site's contracted power. It sets the site's colour. */
export function mainSource({ power }: Summary): string {
  const contracted = new Map<string, number>();
  for (const { source, megawatts } of power) contracted.set(source, (contracted.get(source) ?? 0) + megawatts);
  return [...contracted].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/** The site's capacity on a date. */
export const capacityOn = ({ phases }: Summary, date: string): number =>
  phases.filter(({ energisedOn }) => energisedOn <= date).at(-1)?.capacityMegawatts ?? 0;

/** The site's capacity in its last phase. */
export const lastCapacity = ({ phases }: Summary): number => phases.at(-1)?.capacityMegawatts ?? 0;

/** The load of all clusters at the meter, in MW. */
export const facilityLoad = ({ phases }: Summary): number => phases.at(-1)?.facilityMegawatts ?? 0;

/** Sites grouped by main source of power, the largest first. */
export const bySource = (sites: readonly SiteData[]): SiteData[] =>
  [...sites].sort(
    ({ summary: a }, { summary: b }) =>
      rankOf("source", mainSource(a)) - rankOf("source", mainSource(b)) || b.gpus.planned - a.gpus.planned,
  );
