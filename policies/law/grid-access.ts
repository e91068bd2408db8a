import type { Dated } from "../../components/lib/dated.ts";

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
