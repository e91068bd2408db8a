import { inForceOn } from "../../components/lib/dated.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { worldwideRequirements, type WorldwideRequirement } from "../law/diffusion.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { select } from "../../components/lib/contract.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { siteContract } from "../../components/schema/contracts/site.ts";
import { countryOf, deliveries as read } from "./facts.ts";

const authorisedFor = ({ homeCountry, authorisedCountries }: WorldwideRequirement, country: string) =>
  country === homeCountry || authorisedCountries.includes(country);

export const worldwideLicencePlan = siteRule({
  name: "worldwide-licence-plan",
  description: "Each delivery states the authorisation that it would need if the worldwide licence requirement were applied",
  why: "A press release announced that the requirement is not enforced, but its text remains law. Knowing what it would ask for avoids a stop when enforcement returns.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "Framework for Artificial Intelligence Diffusion",
    version: "90 FR 4544",
    reference: "15 CFR 740.27 and part 740, supplement 5",
    specification: "A licence is required for every destination; exception AIA with a certification replaces it between listed countries.",
  },
  url: "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-740/section-740.27",
  remediation:
    "Have counsel prepare the certification, or the application for a licence or a validated end user; nothing is filed while the text is not enforced.",
  tags: ["export", "licence"],
  parameters: noParameters,
  law: worldwideRequirements,
  site: select(siteContract, { location: { jurisdiction: true }, operator: true }),
  others: { deliveries: read, tenants: select(tenantContract, { organisation: true }) },
  judge: (site, { deliveries, tenants }, { date }) => {
    const country = countryOf(site.facts);
    const [text] = inForceOn(worldwideRequirements, date);
    if (text === undefined) return { notApplicable: `no worldwide requirement is on record for ${date}` };
    if (country === text.value.homeCountry)
      return { notApplicable: "what is delivered within or into the United States is no export from it" };
    const { exception, otherwise } = text.value;
    const users = [site.facts.operator, ...tenants.map(({ facts }) => facts.organisation)];
    const seats = [country, ...users.flatMap((one) => [one.headquarters, one.ultimateParent.headquarters])];
    const outside = [...new Set(seats.filter((seat) => !authorisedFor(text.value, seat)))].sort();
    const accepted = outside.length === 0 ? [exception, ...otherwise] : otherwise;
    const without = deliveries.filter(
      ({ facts: { authorisation } }) =>
        authorisation.kind === "not-required" || (authorisation.kind === "exception" && !accepted.includes(authorisation.exception)),
    );
    if (deliveries.length === 0) return { notApplicable: "the stack declares no delivery" };
    if (without.length === 0) return [];
    const finding: Finding = {
      urn: site.urn,
      got: `${without.length} of ${deliveries.length} deliveries without what the worldwide requirement would ask for`,
      want:
        outside.length === 0
          ? `exception ${exception} with a certification, since the destination and every headquarters and ultimate parent are listed`
          : `a licence, or ${otherwise.join(" or ")}, since ${outside.join(" and ")} ${outside.length === 1 ? "is" : "are"} not listed`,
      fix: "have counsel keep the papers ready; rely on none of these exceptions without counsel",
      ...advisoryUnlessInForce(text),
    };
    return [finding];
  },
});
