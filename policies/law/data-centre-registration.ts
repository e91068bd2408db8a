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

/** Where the company or branch that registers a data centre must be registered itself. */
export const registrantDuties: readonly Dated<{ readonly area: "EEA" }>[] = [
  {
    validFrom: "2025-01-01",
    value: { area: "EEA" },
    source:
      "FOR-2024-12-18-3313 (data centre regulation): the registration names the operator's Norwegian organisation number, or its number in a register of the European Economic Area, by the law firms Haavind (Chambers, TMT 2025) and Simonsen Vogt Wiig",
    status: "in-force",
    reviewedOn: "2026-11-28",
    reviewBy: "2027-05-28",
  },
];
