import { accelerators } from "../../components/catalog/accelerators.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { destinationRequirements } from "../law/advanced-computing.ts";
import { worldwideRequirements } from "../law/diffusion.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { groupsOn, lawOfGroups } from "./country-groups.ts";
import { sitePlace } from "../lib/site-facts.ts";
import { countryOf, deliveries as read } from "./facts.ts";

const homeCountry = "US";

/** Exceptions that exist only in a text that is not enforced. */
const unenforced = worldwideRequirements.flatMap(({ value }) => [value.exception, ...value.otherwise]);

/** The country groups for which a destination needs a licence, without the excluded groups. */
export function licenceGroups(date: string, country: string): readonly string[] {
  return inForceOn(destinationRequirements, date).flatMap(({ value }) =>
    groupsOn(date, country, value.exceptIn).length > 0 ? [] : groupsOn(date, country, value.groups),
  );
}

export const destinationLicence = siteRule({
  name: "destination-licence",
  description: "Each delivery has the authorisation that its classification and destination require on the day of delivery",
  why: "A licence that ends before the goods arrive, or none where the destination asks for one, makes the delivery a violation, regardless of the shipper.",
  level: "mandatory",
  severity: "critical",
  framework: {
    name: "Export Administration Regulations",
    version: "88 FR 73458",
    reference: "15 CFR 742.6(a)(6)(iii)",
    specification:
      "A licence is required to export or re-export items of 3A090 and 4A090 to destinations in Country Groups D:1, D:4 and D:5 that are not in A:5 or A:6.",
  },
  url: "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-742/section-742.6",
  remediation: "Obtain the licence, or have it renewed, before the goods leave; then enter its number and last day at the delivery.",
  tags: ["export", "licence"],
  unexemptible: "law",
  parameters: noParameters,
  law: [...destinationRequirements, ...lawOfGroups(["A:5", "A:6", "D:1", "D:4", "D:5"])],
  site: sitePlace,
  others: { deliveries: read },
  judge: (site, { deliveries }, { date }) => {
    const country = countryOf(site.facts);
    if (deliveries.length === 0) return { notApplicable: "the stack declares no delivery" };
    if (country === homeCountry) return { notApplicable: "what is delivered within or into the United States is no export from it" };
    if (inForceOn(destinationRequirements, date).length === 0) return { notApplicable: `no requirement is on record for ${date}` };
    const groups = licenceGroups(date, country);
    return deliveries.flatMap(({ urn, facts: { accelerator, deliveredOn, authorisation } }): Finding[] => {
      const goods = `${accelerators[accelerator].eccn.value} goods to ${country}`;
      if (authorisation.kind === "licence") {
        if (authorisation.validTo >= deliveredOn) return [];
        return [
          {
            urn,
            got: `licence ${authorisation.number} for ${goods}, which ends on ${authorisation.validTo}, before they are delivered on ${deliveredOn}`,
            want: `a licence that holds on ${deliveredOn}`,
            fix: "have the licence renewed, or bring the delivery forward",
          },
        ];
      }
      if (groups.length > 0) {
        return [
          {
            urn,
            got: authorisation.kind === "exception" ? `exception ${authorisation.exception} for ${goods}` : `no licence for ${goods}`,
            want: `a licence, since ${country} is in ${groups.join(" and ")}`,
            fix: "obtain the licence before the goods leave, and enter its number and last day at the delivery",
          },
        ];
      }
      if (authorisation.kind === "exception" && unenforced.includes(authorisation.exception)) {
        const [text] = worldwideRequirements;
        return [
          {
            urn,
            got: `exception ${authorisation.exception} for ${goods}, which need none`,
            want: "the rule by which none is needed, or counsel's word that the exception may be relied on",
            fix: "enter authorisation.kind not-required with its basis",
            ...(text === undefined ? {} : advisoryUnlessInForce(text)),
          },
        ];
      }
      return [];
    });
  },
});
