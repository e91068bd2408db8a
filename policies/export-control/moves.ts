import { z } from "zod";
import { jurisdictionCodes, jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { select } from "../../components/lib/contract.ts";
import { deliveryContract } from "../../components/schema/contracts/cluster.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { reexports } from "../law/advanced-computing.ts";
import type { Finding } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { sitePlace } from "../lib/site-facts.ts";
import { countryOf } from "./facts.ts";
import { monthsLater } from "../../components/lib/date.ts";

const movable = select(deliveryContract, {
  accelerator: true,
  deliveredOn: true,
  origin: true,
  authorisation: true,
  movedFrom: true,
});

/** The countries in which the fleet has sites. */
const fleetCountries = new Set(jurisdictionCodes.map((code) => jurisdictions[code].country));

export const crossBorderMoveCheck = siteRule({
  name: "cross-border-move-check",
  description: "Accelerators that come from another country of the fleet were reviewed as a re-export before they moved",
  why: "A move from one site to another crosses a border as much as the first shipment did: it is a re-export with a licence question of its own, and the first delivery's answer does not carry over.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "Export Administration Regulations",
    version: "81 FR 35586",
    reference: "15 CFR 734.14(a)(1)",
    specification: "A re-export is a shipment or transmission of an item from one foreign country to another.",
  },
  url: "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-734/section-734.14",
  remediation:
    "Have the move reviewed for the new destination and its users, then enter the site it leaves, the day of the review and the basis.",
  tags: ["export", "re-export"],
  unexemptible: "law",
  parameters: z.strictObject({
    monthsOfReview: z.number().int().positive().default(6).describe("how many months a review holds before the goods move"),
  }),
  law: reexports,
  site: sitePlace,
  others: { deliveries: movable },
  judge: (site, { deliveries }, { date, parameters: { monthsOfReview } }) => {
    const country = countryOf(site.facts);
    const [law] = inForceOn(reexports, date);
    if (law === undefined) return { notApplicable: `no rule on re-exports is on record for ${date}` };
    // A shipment from the home country may be an export, the first shipment, and then is no re-export.
    const crosses = (origin: string) => origin !== country && fleetCountries.has(origin) && origin !== law.value.homeCountry;
    const moves = deliveries.filter(({ facts }) => facts.movedFrom !== undefined || crosses(facts.origin));
    if (moves.length === 0) return { notApplicable: "nothing comes from another site of the fleet" };
    return moves.flatMap(({ urn, facts: { origin, deliveredOn, movedFrom } }): Finding[] => {
      const finding = (got: string, want: string, fix: string): Finding[] => [{ urn, got, want, fix, ...advisoryUnlessInForce(law) }];
      if (movedFrom === undefined) {
        return finding(
          `accelerators from ${origin}, where the fleet has a site, to ${country}, with no review of the move`,
          "a review of the move as a re-export",
          "enter movedFrom (the site, the day of the review, the basis), or correct the origin",
        );
      }
      if (!fleetCountries.has(origin)) {
        return finding(
          `a move from site ${movedFrom.site} that is shipped from ${origin}`,
          "the country of that site as origin",
          "correct the origin, or take movedFrom away",
        );
      }
      const { reviewedOn } = movedFrom;
      if (reviewedOn <= deliveredOn && deliveredOn <= monthsLater(reviewedOn, monthsOfReview)) return [];
      return finding(
        `a move on ${deliveredOn} that was reviewed on ${reviewedOn}`,
        `a review within the ${monthsOfReview} months before it`,
        "have the move reviewed again before the goods leave",
      );
    });
  },
});
