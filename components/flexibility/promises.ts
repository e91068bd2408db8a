import { megawatts } from "../capacity/power.ts";
import type { IsoDate } from "../lib/date.ts";
import type { FlexibilitySpec } from "../schema/flexibility.ts";

/** A promise by its feed, with the time in which all of it is shed. */
export interface Promised {
  readonly feed: string;
  readonly megawatts: number;
  /** From the call: notice and ramp together. */
  readonly withinSeconds: number;
}

export const isInForce = ({ validFrom, validTo }: FlexibilitySpec, date: IsoDate): boolean =>
  validFrom.value <= date && (validTo === undefined || date <= validTo.value);

/** The promises in force on a date, the most urgent one first. */
export const promisedOn = (flexibility: Readonly<Record<string, FlexibilitySpec>>, date: IsoDate): Promised[] =>
  Object.entries(flexibility)
    .filter(([, promise]) => isInForce(promise, date))
    .map(([feed, promise]) => ({
      feed,
      megawatts: promise.megawatts.value,
      withinSeconds: promise.noticeSeconds.value + promise.rampSeconds.value,
    }))
    .sort((one, other) => one.withinSeconds - other.withinSeconds);

/** The megawatts of promises together: their feeds may be called at the same time. */
export const promisedMegawatts = (promises: readonly Promised[]): number =>
  megawatts(promises.reduce((sum, promise) => sum + promise.megawatts, 0));
