import type { Dated } from "../lib/dated.ts";

/** Legal basis for moving personal data from the European Economic Area to a place (GDPR chapter V). */
export interface TransferBasis {
  readonly kind: "no-transfer" | "adequacy" | "adequacy-if-certified" | "safeguards";
  /** The record that the basis requires before it may be relied on; absent if it requires none. */
  readonly requires?: string;
}

/**
 * Group of a destination in United States export law: a column of country group A (15 CFR part 740, supplement 1),
 * or `AIA`, the list of the Artificial Intelligence Authorization (supplement 5).
 */
export type CountryGroup = "A:1" | "A:2" | "A:3" | "A:4" | "A:5" | "AIA";

interface JurisdictionFacts {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly name: string;
  readonly eu: boolean;
  /** Member of the European Economic Area; Norway and Iceland are members without being in the EU. */
  readonly eea: boolean;
  /** Value of the `topology.kubernetes.io/region` label of nodes there. */
  readonly region: string;
  /** Empty for the United States: a delivery there is no export. `validFrom` is the date of the text that was read, if its first day is not known. */
  readonly countryGroups: readonly Dated<readonly CountryGroup[]>[];
  readonly transferBasis: readonly Dated<TransferBasis>[];
}

const countryGroupA: Dated<readonly CountryGroup[]> = {
  validFrom: "2026-06-20",
  value: ["A:1", "A:2", "A:3", "A:4", "A:5"],
  source: "15 CFR part 740, supplement 1, as of 20 June 2026",
  status: "in-force",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
};

const authorizationList: Dated<readonly CountryGroup[]> = {
  validFrom: "2025-01-13",
  value: ["AIA"],
  source:
    "90 FR 4544, 15 CFR part 740, supplement 5; not enforced by the BIS press release of 13 May 2025, still in the CFR (GAO B-337935)",
  status: "suspended",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
};

const insideTheEea: Dated<TransferBasis> = {
  validFrom: "2018-07-20",
  value: { kind: "no-transfer" },
  source: "GDPR, incorporated by EEA Joint Committee Decision 154/2018",
  status: "in-force",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
};

const places = {
  NO: {
    country: "NO",
    name: "Norway",
    eu: false,
    eea: true,
    region: "no",
    gridZones: ["NO1", "NO2", "NO3", "NO4", "NO5"],
    countryGroups: [countryGroupA, authorizationList],
    transferBasis: [insideTheEea],
  },
  IS: {
    country: "IS",
    name: "Iceland",
    eu: false,
    eea: true,
    region: "is",
    gridZones: ["IS"],
    countryGroups: [countryGroupA],
    transferBasis: [insideTheEea],
  },
  GB: {
    country: "GB",
    name: "United Kingdom",
    eu: false,
    eea: false,
    region: "gb",
    gridZones: ["GB"],
    countryGroups: [countryGroupA, authorizationList],
    transferBasis: [
      {
        validFrom: "2021-06-28",
        validTo: "2025-12-27",
        value: { kind: "adequacy" },
        source: "Commission Implementing Decision (EU) 2021/1772 of 28 June 2021, prolonged from 27 June to 27 December 2025",
        status: "in-force",
        reviewedOn: "2026-11-22",
        reviewBy: "2027-05-22",
      },
      {
        validFrom: "2025-12-19",
        validTo: "2031-12-27",
        value: { kind: "adequacy" },
        source: "European Commission, adequacy decision for the United Kingdom, renewed 19 December 2025",
        status: "in-force",
        reviewedOn: "2026-11-22",
        reviewBy: "2027-05-22",
      },
    ],
  },
  "US-TX": {
    country: "US",
    name: "Texas, United States",
    eu: false,
    eea: false,
    region: "us-tx",
    gridZones: ["ERCOT"],
    countryGroups: [],
    transferBasis: [
      {
        validFrom: "2023-07-10",
        value: { kind: "adequacy-if-certified", requires: "the importer's certification under the EU-US Data Privacy Framework" },
        source:
          "Commission Implementing Decision (EU) 2023/1795; upheld in T-553/23 (3 September 2025), appeal C-703/25 P pending in June 2026",
        status: "in-force",
        reviewedOn: "2026-11-22",
        reviewBy: "2027-05-22",
      },
      {
        validFrom: "2021-06-27",
        value: { kind: "safeguards", requires: "signed standard contractual clauses and a transfer impact assessment" },
        source: "Commission Implementing Decision (EU) 2021/914; C-311/18 (Schrems II)",
        status: "in-force",
        reviewedOn: "2026-11-22",
        reviewBy: "2027-05-22",
      },
    ],
  },
} as const satisfies Record<string, JurisdictionFacts & { readonly gridZones: readonly string[] }>;

export type JurisdictionCode = keyof typeof places;
export type GridZone = (typeof places)[JurisdictionCode]["gridZones"][number];

export interface Jurisdiction extends JurisdictionFacts {
  /** Bidding zones, or the one grid that serves the place. */
  readonly gridZones: readonly GridZone[];
}

/** The places of the fleet, by the code that specs use: a country, or a state whose rules differ from its country's. */
export const jurisdictions: Readonly<Record<JurisdictionCode, Jurisdiction>> = places;

export const jurisdictionCodes = Object.keys(places) as readonly JurisdictionCode[];

export const gridZones: readonly GridZone[] = jurisdictionCodes.flatMap((code) => jurisdictions[code].gridZones);
