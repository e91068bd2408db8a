import { z } from "zod";

/** A calendar date, `YYYY-MM-DD`: two of them compare as strings. */
export const isoDate = z.iso.date();
export type IsoDate = z.infer<typeof isoDate>;
