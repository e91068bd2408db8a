import type { Dated } from "../../components/lib/dated.ts";

/** Countries whose law makes their companies hand over data wherever it lies. */
export const extraterritorialAccess: readonly Dated<{ readonly country: string; readonly law: string }>[] = [
  {
    validFrom: "2018-03-23",
    value: { country: "US", law: "the CLOUD Act" },
    source: "CLOUD Act, Public Law 115-141, division V; 18 U.S.C. 2713",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The foreign control that a level of sovereignty still allows. */
export interface SovereigntyLevel {
  readonly level: 0 | 1 | 2 | 3 | 4;
  readonly name: string;
  /**
   * The strongest allowed control from outside the European Economic Area: exclusive (operator or its parent), indirect (an owner of half
   * or more), marginal (a smaller owner), none.
   */
  readonly foreignControl: "exclusive" | "indirect" | "marginal" | "none";
  /** True if the machines must lie where the law of the area holds. */
  readonly standsInside: boolean;
}

export const sovereigntyLevels: readonly Dated<readonly SovereigntyLevel[]>[] = [
  {
    validFrom: "2025-10-20",
    value: [
      { level: 0, name: "no sovereignty", foreignControl: "exclusive", standsInside: false },
      { level: 1, name: "jurisdictional sovereignty", foreignControl: "exclusive", standsInside: true },
      { level: 2, name: "data sovereignty", foreignControl: "indirect", standsInside: true },
      { level: 3, name: "digital resilience", foreignControl: "marginal", standsInside: true },
      { level: 4, name: "full digital sovereignty", foreignControl: "none", standsInside: true },
    ],
    source:
      "European Commission, Cloud Sovereignty Framework 1.2.1 (20 October 2025), levels SEAL-0 to SEAL-4; it speaks of the EU, and Norway, Iceland and Liechtenstein are counted in here because the GDPR binds there",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The levels by which the Union means to class cloud services. */
export const unionAssuranceLevels: readonly Dated<{ readonly levels: number }>[] = [
  {
    validFrom: "2026-06-03",
    value: { levels: 4 },
    source:
      "European Commission, proposal of 3 June 2026 for a Cloud and AI Development Act (COM(2026) 502, 2026/0138(COD)): four Union assurance levels by place, staff and control from third countries",
    status: "draft",
    reviewedOn: "2026-11-28",
    reviewBy: "2027-02-28",
  },
];
