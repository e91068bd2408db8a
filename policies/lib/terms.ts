import type { IsoDate } from "../../components/lib/date.ts";

/** From one day to another, both included. */
export interface Term {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
}

/** The same day so many months later, or earlier where they are negative; the last of that month where it has no such day. */
export function monthsLater(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}
