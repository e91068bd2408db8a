import { z } from "zod";

/** A calendar date, `YYYY-MM-DD`: two of them compare as strings. */
export const isoDate = z.iso.date();
export type IsoDate = z.infer<typeof isoDate>;

/** Hours of a year without a leap day. */
export const hoursPerYear = 8760;

const millisecondsOfDay = 86_400_000;

/** The beginning of a day, UTC. */
export const startOf = (date: IsoDate): Date => new Date(`${date}T00:00:00Z`);

/** The day, UTC, of a moment. */
export const dayOf = (moment: Date): IsoDate => moment.toISOString().slice(0, 10);

/** The same date so many days later, or earlier where they are negative. */
export const daysLater = (date: IsoDate, days: number): IsoDate => dayOf(new Date(startOf(date).getTime() + days * millisecondsOfDay));

/** The day after a date. */
export const dayAfter = (date: IsoDate): IsoDate => daysLater(date, 1);

/** The days from one date to another; negative where the other is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => (startOf(to).getTime() - startOf(from).getTime()) / millisecondsOfDay;

/** The same day so many months later, or earlier where they are negative; the last of that month where it has no such day. */
export function monthsLater(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))));
}
