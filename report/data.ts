import { rankOf } from "../review/html/palette.ts";
import type { FleetSummary } from "../components/fleet/schema.ts";
import type { Summary } from "../components/summary/schema.ts";

/** A row of racks: the scalable unit that stands in it. */
export interface RowOfRacks {
  readonly name: string;
  readonly racks: number;
}

/** A site as the report needs it. */
export interface SiteData {
  readonly summary: Summary;
  /** A year of this site alone. */
  readonly energy: FleetSummary["energy"];
  /** By cluster. */
  readonly rows: Readonly<Record<string, readonly RowOfRacks[]>>;
}

/** All that the report shows. */
export interface ReportData {
  readonly fleet: FleetSummary;
  readonly sites: readonly SiteData[];
}

/** The source that most of a site's contracted power comes from: it colours the site. */
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

/** What all clusters take at the meter. */
export const facilityLoad = ({ phases }: Summary): number => phases.at(-1)?.facilityMegawatts ?? 0;

/** Sites with one source of power side by side, the largest first. */
export const bySource = (sites: readonly SiteData[]): SiteData[] =>
  [...sites].sort(
    ({ summary: a }, { summary: b }) =>
      rankOf("source", mainSource(a)) - rankOf("source", mainSource(b)) || b.gpus.planned - a.gpus.planned,
  );
