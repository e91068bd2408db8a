import type { Dated } from "../lib/dated.ts";

/** Members of the European Union, and members of the European Economic Area outside it. */
export interface EuropeanMembers {
  readonly union: readonly string[];
  /** In the European Economic Area, but not in the Union. */
  readonly eeaOnly: readonly string[];
}

/** Every country of the European Economic Area. */
export const europeanArea = ({ union, eeaOnly }: EuropeanMembers): readonly string[] => [...union, ...eeaOnly];

export const europeanMembers: readonly Dated<EuropeanMembers>[] = [
  {
    validFrom: "2021-01-01",
    value: {
      union: "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
      eeaOnly: ["IS", "LI", "NO"],
    },
    source: "EEA Agreement, article 126 and its parties since the withdrawal of the United Kingdom took effect",
    status: "in-force",
    reviewedOn: "2026-07-08",
    reviewBy: "2027-01-08",
  },
];
