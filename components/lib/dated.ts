import type { IsoDate } from "./date.ts";

/** Legal weight of a dated entry: a draft is not law yet, an unverified one has not been confirmed, a suspended one is not enforced. */
export type LegalStatus = "in-force" | "draft" | "unverified" | "suspended";

/** A value that holds from one day to another, both included; without `validTo`, its end is not known. */
export interface Dated<T> {
  readonly validFrom: IsoDate;
  readonly validTo?: IsoDate;
  readonly value: T;
  readonly source: string;
  readonly status: LegalStatus;
  /** The day as of which the source was last read. */
  readonly reviewedOn: IsoDate;
  /** The day by which it is to be read again. */
  readonly reviewBy: IsoDate;
}

/** The entries whose days include `date`, in their order. The status is not checked: a caller that wants law alone also filters for `in-force`. */
export function inForceOn<T>(entries: readonly Dated<T>[], date: IsoDate): Dated<T>[] {
  return entries.filter(({ validFrom, validTo }) => validFrom <= date && (validTo === undefined || date <= validTo));
}
