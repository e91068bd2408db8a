import type { Dated } from "../../components/lib/dated.ts";

/** Columns of the country groups of United States export law (15 CFR part 740, supplement 1) that matter for accelerators. */
export type CountryGroup = "A:5" | "A:6" | "D:1" | "D:4" | "D:5";

/** Countries in a group, by ISO 3166-1 alpha-2. */
export interface GroupMembers {
  readonly group: CountryGroup;
  readonly countries: readonly string[];
}

/** The start of the advanced computing requirements that refer to these columns. */
const begun = "2023-11-17";

const members = (group: CountryGroup, countries: string, readOn: string): Dated<GroupMembers> => ({
  validFrom: begun,
  value: { group, countries: countries.split(" ") },
  source: `15 CFR part 740, supplement 1, as of ${readOn}; carried back to ${begun}, and who is known to have joined or left since then is listed apart`,
  status: "in-force",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
});

const nicaragua = (group: CountryGroup): Dated<GroupMembers> => ({
  validFrom: "2024-03-15",
  value: { group, countries: ["NI"] },
  source: `89 FR 18780, which added Nicaragua to Country Group D:5 and tightened its other groups; in ${group} on 8 July 2026`,
  status: "in-force",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
});

const hongKong = (group: CountryGroup): Dated<GroupMembers> => ({
  validFrom: "2020-12-23",
  value: { group, countries: ["HK"] },
  source: "85 FR 83765: Hong Kong is no destination of its own any more, and is treated as China",
  status: "in-force",
  reviewedOn: "2026-07-08",
  reviewBy: "2027-01-08",
});

/** Members of each column. All entries in force on a date count together. */
export const countryGroups: readonly Dated<GroupMembers>[] = [
  members(
    "A:5",
    "AR AT AU BE BG CA CH CZ DE DK EE ES FI FR GB GR HR HU IE IN IS IT JP KR LT LU LV NL NO NZ PL PT RO SE SI SK TR",
    "20 June 2026",
  ),
  members("A:6", "AL CY IL MT MX SG TW ZA", "20 June 2026"),
  members("D:1", "AM AZ BY CN GE IQ KG KH KP KZ LA LY MD MM MN MO RU TJ TM UZ VE VN YE", "8 July 2026"),
  nicaragua("D:1"),
  hongKong("D:1"),
  members("D:4", "AE BH BY CN EG IL IQ IR JO KP KW LB LY MO OM PK QA RU SA SY VE YE", "8 July 2026"),
  hongKong("D:4"),
  members("D:5", "AF BY CD CF CN CU ER HT IQ IR KP LB LY MM RU SD SO SS SY VE ZW", "8 July 2026"),
  nicaragua("D:5"),
  hongKong("D:5"),
  {
    validFrom: "2021-12-09",
    validTo: "2025-11-06",
    value: { group: "D:5", countries: ["KH"] },
    source:
      "86 FR 70015, which added Cambodia to D:5; taken out of 22 CFR 126.1 by the State Department's final rule of 7 November 2025, which changes D:5 at once; the conforming change followed on 3 February 2026 (RIN 0694-AK41)",
    status: "in-force",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
  {
    validFrom: "2021-11-01",
    value: { group: "D:5", countries: ["ET"] },
    source:
      "22 CFR 126.1 names Ethiopia, and D:5 and that list shall be the same (15 CFR part 740, supplement 1): a change of the list counts at once, whatever the table of D:5 prints",
    status: "in-force",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
];
