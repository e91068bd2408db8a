import type { Dated } from "../../components/lib/dated.ts";

/** A licence for every destination, and what stands in for it. */
export interface WorldwideRequirement {
  readonly homeCountry: string;
  /** Destinations, headquarters and ultimate parents, the home country's apart, for which an exception with a certification is enough. */
  readonly authorisedCountries: readonly string[];
  readonly exception: string;
  /** What else lets the goods go where the exception does not. */
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
  },
];
