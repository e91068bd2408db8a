import type { Dated } from "../../components/lib/dated.ts";
import type { CountryGroup } from "./country-groups.ts";

/**
 * Thresholds of total processing performance (TPP) and performance density (TPP per mm² of die) from which an integrated circuit is
 * controlled.
 */
export interface Band {
  readonly tppFrom: number;
  readonly tppBelow?: number;
  readonly densityFrom?: number;
  readonly densityBelow?: number;
}

/** The bands of 3A090: a circuit in a band is in that paragraph. Computers that hold it are in the same paragraph of 4A090. */
export const controlBands: readonly Dated<Readonly<Record<"3A090.a" | "3A090.b", readonly Band[]>>>[] = [
  {
    validFrom: "2023-11-17",
    value: {
      "3A090.a": [{ tppFrom: 4800 }, { tppFrom: 1600, densityFrom: 5.92 }],
      "3A090.b": [
        { tppFrom: 2400, tppBelow: 4800, densityFrom: 1.6, densityBelow: 5.92 },
        { tppFrom: 1600, densityFrom: 3.2, densityBelow: 5.92 },
      ],
    },
    source: "15 CFR part 774, supplement 1, ECCN 3A090.a and .b (88 FR 73458)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** Destinations for which a delivery of 3A090 and 4A090 items needs a licence. */
export interface DestinationRequirement {
  readonly groups: readonly CountryGroup[];
  readonly exceptIn: readonly CountryGroup[];
}

export const destinationRequirements: readonly Dated<DestinationRequirement>[] = [
  {
    validFrom: "2023-11-17",
    value: { groups: ["D:1", "D:4", "D:5"], exceptIn: ["A:5", "A:6"] },
    source: "15 CFR 742.6(a)(6)(iii) (88 FR 73458)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** Locations of a headquarters, or ultimate parent's headquarters, that require a licence for any destination. */
export interface HeadquartersRequirement {
  readonly groups: readonly CountryGroup[];
  readonly countries: readonly string[];
}

export const headquartersRequirements: readonly Dated<HeadquartersRequirement>[] = [
  {
    validFrom: "2023-11-17",
    value: { groups: ["D:5"], countries: ["MO"] },
    source:
      "15 CFR 742.6(a)(6)(iii)(A) for .a and 744.23(a)(3) for .b items (88 FR 73458), confirmed as enforced by the BIS guidance of 31 May 2026",
    status: "in-force",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
];

/** Licence exceptions that exclude circuits designed or marketed for data centres. */
export const exceptionsWithoutDataCentres: readonly Dated<{ readonly exceptions: readonly string[]; readonly eccn: string }>[] = [
  {
    validFrom: "2023-11-17",
    validTo: "2024-04-03",
    value: { exceptions: ["NAC"], eccn: "3A090.a" },
    source: "15 CFR 740.8 (88 FR 73458)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
  {
    validFrom: "2024-04-04",
    value: { exceptions: ["NAC", "ACA"], eccn: "3A090.a" },
    source: "15 CFR 740.8 (89 FR 23876)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];

/** The definition of a re-export: a shipment from one foreign country to another. */
export const reexports: readonly Dated<{ readonly homeCountry: string }>[] = [
  {
    validFrom: "2016-09-01",
    value: { homeCountry: "US" },
    source: "15 CFR 734.14(a)(1) (81 FR 35586)",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];
