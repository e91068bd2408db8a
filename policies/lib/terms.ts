import type { IsoDate } from "../../components/lib/date.ts";

/** A period of days, both ends included. */
export interface Term {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate;
}
