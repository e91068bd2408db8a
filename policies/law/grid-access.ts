import type { Dated } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";

/** The duties of a large load in Texas. */
export interface LargeLoadDuty {
  readonly fromMegawatts: number;
  readonly leastStudyFeeUsd: number;
  /** Generators on site must be disclosed from this share of the demand on. */
  readonly backupFromPercent: number;
}

export const largeLoadDuties: readonly Dated<LargeLoadDuty>[] = [
  {
    validFrom: "2025-06-20",
    value: { fromMegawatts: 75, leastStudyFeeUsd: 100_000, backupFromPercent: 50 },
    source: "Texas Senate Bill 6 (2025), PURA section 37.0561",
    status: "in-force",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
  {
    validFrom: "2026-03-12",
    value: { fromMegawatts: 75, leastStudyFeeUsd: 100_000, backupFromPercent: 50 },
    source: "16 TAC 25.194, as proposed on 12 March 2026; its adoption is not confirmed",
    status: "draft",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
];

/** The gate of Great Britain's queue that a demand connection must have passed. */
export const demandQueueGates: readonly Dated<{ readonly gate: "gate-2" }>[] = [
  {
    validFrom: "2025-06-01",
    value: { gate: "gate-2" },
    source:
      "the connections queue of Great Britain: only Gate 2 is a confirmed date; for demand see Ofgem (13 February 2026) and DESNZ (11 March 2026), consultations",
    status: "draft",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** An area in which a grid owner reserves no more capacity for large loads, with its first day. */
export interface ReservationFreeze {
  readonly gridZone: "NO4";
  /** The Svartisen glacier. */
  readonly northOfLatitudeDegrees: number;
  readonly aboveMegawatts: number;
}

export const reservationFreezes: readonly Dated<ReservationFreeze>[] = [
  {
    validFrom: "2026-04-23",
    value: { gridZone: "NO4", northOfLatitudeDegrees: 66.6, aboveMegawatts: 5 },
    source: "Statnett's halt of new reservations above 5 MW north of Svartisen, by the press of 23 April 2026",
    status: "unverified",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
];

/** The class of supply that Iceland's grid does not curtail. */
export const icelandicSupply: readonly Dated<{ readonly class: "priority" }>[] = [
  {
    validFrom: "2022-01-01",
    value: { class: "priority" },
    source: "Icelandic contracts without priority were curtailed in 2022 to 2024, those with priority never, second-hand",
    status: "unverified",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The leave of a grid owner to take back capacity that a customer neither uses nor will use in reasonable time. */
export const capacityWithdrawals: readonly Dated<{ readonly jurisdiction: "NO" }>[] = [
  {
    validFrom: "2026-01-01",
    value: { jurisdiction: "NO" },
    source:
      "Norwegian regulation on grids and the energy market (NEM), section 3-8, by FOR-2025-09-12-1827, in force on 1 January 2026: in special cases a grid company may lower a customer's highest permitted demand to free capacity that is not used and is not to be used within reasonable time",
    status: "in-force",
    reviewedOn: "2026-11-28",
    reviewBy: "2027-05-28",
  },
];

/** What ERCOT means to ask of large loads that are mostly computers. */
export interface RideThroughDuty {
  readonly fromMegawatts: number;
  /** What was approved or agreed by this day is exempt. */
  readonly exemptBy: IsoDate;
}

export const rideThroughDuties: readonly Dated<RideThroughDuty>[] = [
  {
    validFrom: "2025-11-14",
    value: { fromMegawatts: 75, exemptBy: "2025-11-14" },
    source:
      "ERCOT, NOGRR 282 with NPRR 1308 (proposed): loads of 75 MW or more of which half are computers stay connected through defined dips of voltage and frequency (Nodal Operating Guides 2.6.4 and 2.14), unless ERCOT had approved their energisation by 14 November 2025; its approval is not confirmed",
    status: "draft",
    reviewedOn: "2026-11-28",
    reviewBy: "2027-02-28",
  },
];
