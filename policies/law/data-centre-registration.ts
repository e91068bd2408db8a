import type { Dated } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";

/** The duty to register a data centre in Norway before it starts. */
export interface RegistrationDuty {
  /** In-house data centres only above this subscribed power; commercial ones at any size. */
  readonly inHouseAboveMegawatts: number;
  /** The registration deadline for data centres that ran before the duty began. */
  readonly existingBy: IsoDate;
}

export const registrationDuties: readonly Dated<RegistrationDuty>[] = [
  {
    validFrom: "2025-01-01",
    value: { inHouseAboveMegawatts: 0.5, existingBy: "2025-07-01" },
    source: "FOR-2024-12-18-3313 (data centre regulation), in force on 1 January 2025",
    status: "in-force",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
];
