import type { IsoDate } from "../../components/lib/date.ts";

/** A period of days, both ends included. */
export interface Term {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
}

/** The same day `months` later (earlier if negative), or the last day of that month if it has no such day. */
export function monthsLater(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastOfMonth))).toISOString().slice(0, 10);
}
