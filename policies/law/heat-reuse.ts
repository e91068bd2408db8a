import type { JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import type { Dated } from "../../components/lib/dated.ts";

/** The power in megawatts above which a site's heat reuse must be assessed, by jurisdiction. */
export interface HeatDuty {
  readonly jurisdictions: readonly JurisdictionCode[];
  readonly aboveMegawatts: number;
}

export const heatDuties: readonly Dated<HeatDuty>[] = [
  {
    validFrom: "2023-06-20",
    value: { jurisdictions: ["NO"], aboveMegawatts: 2 },
    source: "Norwegian Energy Act sections 7-2 to 7-4 (Prop. 100 L (2022-2023)), sanctioned, but with no day of force found",
    status: "unverified",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
  {
    validFrom: "2023-10-10",
    value: { jurisdictions: ["IS"], aboveMegawatts: 1 },
    source:
      "company policy, after Directive (EU) 2023/1791 article 26(6), which is not incorporated into the EEA Agreement and so for Iceland",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];
