import { z } from "zod";
import { siteContract } from "../../components/schema/contracts/site.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { placeRules, type PlaceRules } from "../law/places.ts";
import { noParameters } from "../lib/parameters.ts";

/** The rule, with what is known of each place. */
export const placeHasRulesIn = (known: Readonly<Record<string, PlaceRules>>) =>
  siteRule({
    name: "place-has-rules",
    description: "Some rule knows the law on permits, grid and heat of the place in which a site lies",
    why: "Every rule on permits is the law of one place, and passes over the others: a site in a place that none of them knows would pass unjudged.",
    level: "mandatory",
    severity: "high",
    framework: {
      name: "Nscale permit register",
      version: "2026",
      reference: "policies/law/places.ts",
      specification: "the place of each site has rules on record, or the reason that none is known",
    },
    remediation:
      "Read the place's law on grid connection, registration and heat; write its rules, and name them in policies/law/places.ts.",
    tags: ["permit", "place"],
    unexemptible: "judging",
    parameters: noParameters,
    // A place that the catalogue lacks is for this rule to refuse.
    site: { type: siteContract.type, facts: z.object({ location: z.object({ jurisdiction: z.string() }) }) },
    others: {},
    judge: ({ urn, facts: { location } }) => {
      const { jurisdiction } = location;
      const place = Object.hasOwn(known, jurisdiction) ? known[jurisdiction] : undefined;
      if (place !== undefined && "rules" in place) return [];
      return [
        {
          urn,
          got: `no rule knows ${jurisdiction}${place === undefined ? "" : `: ${place.noneKnown}`}`,
          want: `a place whose law on permits some rule knows: ${Object.keys(known)
            .filter((code) => "rules" in (known[code] ?? {}))
            .join(", ")}`,
          fix: "read the place's law, write its rules, and name them in policies/law/places.ts",
          ...(place === undefined ? {} : { advisory: "the place is on record, and the reason is stated" }),
        },
      ];
    },
  });

export const placeHasRules = placeHasRulesIn(placeRules);
