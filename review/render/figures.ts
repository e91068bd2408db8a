import { isMoved } from "../judge/figures.ts";
import type { Change, StackReview } from "../schema.ts";
import { printFigure } from "../../components/lib/number.ts";

/** A changed figure, as text. */
export interface FigureRow {
  readonly label: string;
  /** A name from the data that follows the label, printed as code. */
  readonly name: string;
  readonly before: string;
  readonly change: string;
  readonly after: string;
}

export const number = (value: number, digits: number): string => printFigure(value, { atMost: digits });

/** A number with its sign. */
export const signed = (value: number, digits: number): string => (value > 0 ? `+${number(value, digits)}` : number(value, digits));

function row(label: string, name: string, change: Change, digits: number): FigureRow[] {
  if (!isMoved(change)) return [];
  const { before, after } = change;
  const at = (value: number | null) => (value === null ? "–" : number(value, digits));
  const delta = before === null ? "new" : after === null ? "gone" : signed(after - before, digits);
  return [{ label, name, before: at(before), change: delta, after: at(after) }];
}

/** The changed figures: GPUs, megawatts, energy, carbon. */
export function figureRows({ gpus, site, phases, energy }: StackReview): FigureRow[] {
  const each = (label: string, figures: Readonly<Record<string, Change>>, digits: number) =>
    Object.entries(figures).flatMap(([name, change]) => row(label, name, change, digits));
  return [
    ...each("GPUs of", gpus.bySku, 0),
    ...each("GPUs guaranteed to", gpus.byTenant, 0),
    ...row("capacity MW", "", site.capacityMegawatts, 3),
    ...row("facility MW", "", site.facilityMegawatts, 3),
    ...phases.flatMap((phase) => [
      ...row("capacity MW of phase", phase.name, phase.capacityMegawatts, 3),
      ...row("IT MW of phase", phase.name, phase.itMegawatts, 3),
      ...row("facility MW of phase", phase.name, phase.facilityMegawatts, 3),
      ...row("headroom MW of phase", phase.name, phase.headroomMegawatts, 3),
      ...row("headroom MW, one feed lost, of phase", phase.name, phase.headroomOneFeedLostMegawatts, 3),
      ...row("flexible MW of phase", phase.name, phase.flexibleMegawatts, 3),
      ...row("MW promised to the grid in phase", phase.name, phase.promisedMegawatts, 3),
    ]),
    ...(energy === undefined
      ? []
      : [
          ...each("contracted MW of", energy.megawattsBySource, 3),
          ...row("MWh a year", "", energy.megawattHoursPerYear, 0),
          ...row("t CO2 a year, by location", "", energy.locationBasedTonnesCo2PerYear, 0),
          ...row("t CO2 a year, by market", "", energy.marketBasedTonnesCo2PerYear, 0),
        ]),
  ];
}

export const plural = (amount: number, one: string, many = `${one}s`): string => `${number(amount, 0)} ${amount === 1 ? one : many}`;

/** A prefix of a cluster's name for guarantees in Slurm; none for Kueue, which schedules the whole cluster. */
export const ofLayer = (layer: StackReview["guarantees"][number]["layer"]): string => (layer === "slurm" ? "Slurm of " : "");

/** `1 to delete, 3 to create`; empty if nothing changes. */
export const operationsText = ({ create, update, replace, delete: removed }: StackReview["operations"]): string =>
  [
    [removed, "delete"],
    [replace, "replace"],
    [update, "update"],
    [create, "create"],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, verb]) => `${number(Number(count), 0)} to ${String(verb)}`)
    .join(", ");
