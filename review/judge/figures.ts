import { fleetEnergy } from "../../components/fleet/energy.ts";
import type { FleetSummary } from "../../components/fleet/schema.ts";
import type { Summary } from "../../components/summary/schema.ts";
import type { Change, StackReview } from "../schema.ts";

export type AnySummary = Summary | FleetSummary;

export const isSite = (summary: AnySummary | undefined): summary is Summary => summary !== undefined && "site" in summary;

const number = (value: number | undefined): number | null => value ?? null;

/** Figures by key, before and after: 0 for a key that the stack lacks, null where there is no stack. */
function changes(
  before: Readonly<Record<string, number>> | undefined,
  after: Readonly<Record<string, number>> | undefined,
): Record<string, Change> {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].sort();
  const at = (figures: Readonly<Record<string, number>> | undefined, key: string) => (figures === undefined ? null : (figures[key] ?? 0));
  return Object.fromEntries(keys.map((key) => [key, { before: at(before, key), after: at(after, key) }]));
}

const guaranteed = (summary: AnySummary) =>
  isSite(summary)
    ? Object.fromEntries(Object.entries(summary.tenants).map(([tenant, { guaranteedGpus }]) => [tenant, guaranteedGpus]))
    : summary.gpus.byTenant;

export const gpuChanges = (before: AnySummary | undefined, after: AnySummary | undefined): StackReview["gpus"] => ({
  bySku: changes(before?.gpus.bySku, after?.gpus.bySku),
  byTenant: changes(before && guaranteed(before), after && guaranteed(after)),
});

/** The figures of a phase that a review compares. */
type PhaseFigure = "capacityMegawatts" | "itMegawatts" | "facilityMegawatts" | "headroomMegawatts" | "headroomOneFeedLostMegawatts";

/** The phases of a site: removed ones come last. */
export function phaseChanges(before: AnySummary | undefined, after: AnySummary | undefined): StackReview["phases"] {
  const [old, fresh] = [before, after].map((summary) => (isSite(summary) ? summary.phases : []));
  const names = [...new Set([...(fresh ?? []), ...(old ?? [])].map(({ name }) => name))];
  return names.map((name) => {
    const [one, other] = [old, fresh].map((phases) => phases?.find((phase) => phase.name === name));
    const of = (key: PhaseFigure): Change => ({ before: number(one?.[key]), after: number(other?.[key]) });
    return {
      name,
      capacityMegawatts: of("capacityMegawatts"),
      itMegawatts: of("itMegawatts"),
      facilityMegawatts: of("facilityMegawatts"),
      headroomMegawatts: of("headroomMegawatts"),
      headroomOneFeedLostMegawatts: of("headroomOneFeedLostMegawatts"),
      flexibleMegawatts: { before: number(one?.flexibility?.flexibleMegawatts), after: number(other?.flexibility?.flexibleMegawatts) },
      promisedMegawatts: { before: number(one?.flexibility?.promisedMegawatts), after: number(other?.flexibility?.promisedMegawatts) },
    };
  });
}

const siteFigures = (summary: AnySummary | undefined) => {
  if (summary === undefined) return undefined;
  const last = isSite(summary) ? summary.phases.at(-1) : undefined;
  return isSite(summary)
    ? { capacity: last?.capacityMegawatts ?? 0, facility: last?.facilityMegawatts ?? 0 }
    : { capacity: summary.megawatts.capacity, facility: summary.energy.facilityMegawatts };
};

/** The megawatts of a site in its last phase, or of the whole fleet. */
export function siteChanges(before: AnySummary | undefined, after: AnySummary | undefined): StackReview["site"] {
  const [old, fresh] = [siteFigures(before), siteFigures(after)];
  return {
    capacityMegawatts: { before: number(old?.capacity), after: number(fresh?.capacity) },
    facilityMegawatts: { before: number(old?.facility), after: number(fresh?.facility) },
  };
}

function contracted(summary: AnySummary | undefined): Record<string, number> | undefined {
  if (!isSite(summary)) return undefined;
  const sources: Record<string, number> = {};
  for (const { source, megawatts } of summary.power) sources[source] = (sources[source] ?? 0) + megawatts;
  return sources;
}

const energyOf = (summary: AnySummary | undefined) =>
  summary === undefined ? undefined : isSite(summary) ? fleetEnergy([summary]) : summary.energy;

/** The energy and emissions of a year with every planned cluster at full load. */
export function energyChanges(before: AnySummary | undefined, after: AnySummary | undefined): NonNullable<StackReview["energy"]> {
  const [old, fresh] = [energyOf(before), energyOf(after)];
  const of = (key: "megawattHoursPerYear" | "locationBasedTonnesCo2PerYear" | "marketBasedTonnesCo2PerYear"): Change => ({
    before: number(old?.[key]),
    after: number(fresh?.[key]),
  });
  return {
    megawattsBySource: changes(contracted(before), contracted(after)),
    megawattHoursPerYear: of("megawattHoursPerYear"),
    locationBasedTonnesCo2PerYear: of("locationBasedTonnesCo2PerYear"),
    marketBasedTonnesCo2PerYear: of("marketBasedTonnesCo2PerYear"),
  };
}

export const isMoved = ({ before, after }: Change): boolean => (before ?? 0) !== (after ?? 0);
