import type { Dated } from "../../components/lib/dated.ts";

/** A licence requirement for every destination, and the substitutes for a licence. */
export interface WorldwideRequirement {
  readonly homeCountry: string;
  /** Destinations, headquarters and ultimate parents for which an exception with a certification suffices, besides the home country's. */
  readonly authorisedCountries: readonly string[];
  readonly exception: string;
  /** Other authorisations for deliveries that the exception does not cover. */
  readonly otherwise: readonly string[];
}

export const worldwideRequirements: readonly Dated<WorldwideRequirement>[] = [
  {
    validFrom: "2025-05-15",
    value: {
      homeCountry: "US",
      authorisedCountries: "AU BE CA DE DK ES FI FR GB IE IT JP KR NL NO NZ SE TW".split(" "),
      exception: "AIA",
      otherwise: ["LPP", "DC-VEU"],
    },
    source:
      "Framework for Artificial Intelligence Diffusion (90 FR 4544; 15 CFR 740.27 and part 740, supplement 5), which BIS does not enforce since its press release of 13 May 2025, and which was still in the CFR in June 2026 (GAO B-337935)",
    status: "suspended",
    reviewedOn: "2026-11-22",
    reviewBy: "2027-05-22",
  },
];
