import type { Dated } from "../../components/lib/dated.ts";

/** The duty of infrastructure providers to identify their customers and to check again. */
export const customerIdentification: readonly Dated<{ readonly monthsBetweenChecks: number }>[] = [
  {
    validFrom: "2024-01-29",
    value: { monthsBetweenChecks: 12 },
    source:
      "proposed rule on customer identification for infrastructure as a service (89 FR 5698, 29 January 2024), proposed 15 CFR part 7, subpart D",
    status: "draft",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];
