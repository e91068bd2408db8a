import type { Dated } from "../../components/lib/dated.ts";

/** Parties on the Entity List or the Military End-User List need a licence in their own name. */
export const listedParties: readonly Dated<{ readonly lists: readonly string[] }>[] = [
  {
    validFrom: "1997-02-03",
    value: { lists: ["Entity List", "Military End-User List", "SDN List"] },
    source: "15 CFR 744.11, 744.16 (62 FR 4910) and 744.21; 744.8 for the SDN List",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The share held by listed parties from which a company counts as listed itself. */
export interface AffiliatesRule {
  readonly sharePercent: number;
  /** The red flag that a company with listed owners raises while their share is not known: it is resolved, or a licence is applied for. */
  readonly unknownShare: string;
}

const affiliates = { sharePercent: 50, unknownShare: "Red Flag 29 (15 CFR part 732, supplement 3)" };

export const affiliatesRules: readonly Dated<AffiliatesRule>[] = [
  {
    validFrom: "2025-09-29",
    validTo: "2025-11-09",
    value: affiliates,
    source: "Affiliates rule (90 FR 47201)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
  {
    validFrom: "2025-11-10",
    validTo: "2026-11-09",
    value: affiliates,
    source: "Affiliates rule, suspended from 10 November 2025 to 9 November 2026 by the final rule of 10 November 2025",
    status: "suspended",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
  {
    validFrom: "2026-11-10",
    value: affiliates,
    source: "Affiliates rule, whose suspension ends by its own terms on 9 November 2026; whether it was prolonged is not known here",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2026-11-10",
  },
];
