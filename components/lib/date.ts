import { z } from "zod";

/** A calendar date, `YYYY-MM-DD`: two of them compare as strings. */
export const isoDate = z.iso.date();
export type IsoDate = z.infer<typeof isoDate>;

/** The day after a date. */
export function dayAfter(date: IsoDate): IsoDate {
  const next = new Date(`${date}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
