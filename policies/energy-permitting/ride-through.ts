import { select } from "../../components/lib/contract.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { megawatts } from "../../components/capacity/power.ts";
import { permitContract } from "../../components/schema/contracts/site.ts";
import { rideThroughDuties } from "../law/grid-access.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { permitTerms, sitePlace } from "../lib/site-facts.ts";

export const ercotRideThrough = siteRule({
  name: "ercot-ride-through",
  description: "A load of 75 MW or more in Texas was studied for dips of voltage and frequency",
  why: "When large computing loads drop off in a disturbance, the grid is left with power that no one takes: ERCOT means to let them on only once a study shows that they stay.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "ERCOT Nodal Operating Guides",
    version: "NOGRR 282, proposed",
    reference: "sections 2.6.4 and 2.14: frequency and voltage ride-through of large electronic loads",
    specification: "from 75 MW, where energisation was not approved by 14 November 2025: a study shows that the load stays connected",
  },
  url: "https://www.ercot.com/mktrules/issues/NOGRR282",
  remediation: "Have the study made, and declare rideThrough of the connection's largeLoad.",
  tags: ["grid", "texas", "ride-through"],
  parameters: noParameters,
  law: rideThroughDuties,
  site: sitePlace,
  others: { permits: select(permitContract, { ...permitTerms, largeLoad: true }) },
  judge: ({ facts: { location } }, others, { date }) => {
    if (location.jurisdiction !== "US-TX") return { notApplicable: `the site is in ${location.jurisdiction}, not in Texas` };
    const [duty] = inForceOn(rideThroughDuties, date);
    if (duty === undefined) return { notApplicable: `no text of ${date} asks for it` };
    const connections = others.permits.filter(({ facts }) => facts.kind === "grid-connection");
    const requested = megawatts(connections.reduce((sum, { facts }) => sum + (facts.megawatts ?? 0), 0));
    const { fromMegawatts, exemptBy } = duty.value;
    if (requested < fromMegawatts) return { notApplicable: `${requested} MW of grid connection, below ${fromMegawatts} MW` };
    const late = connections.filter(({ facts }) => facts.grantedOn > exemptBy);
    if (late.length === 0) return { notApplicable: `every connection was granted by ${exemptBy}` };
    return late.flatMap(({ urn, facts: { largeLoad } }): Finding[] => {
      if (largeLoad?.rideThrough === true) return [];
      return [
        {
          urn,
          got: `${requested} MW in Texas with ${largeLoad?.rideThrough === false ? "a study by which the load drops off" : "no study of dips"}`,
          want: "a study by which the load stays connected through dips of voltage and frequency",
          fix: "have the study made, and declare largeLoad.rideThrough",
          ...advisoryUnlessInForce(duty),
        },
      ];
    });
  },
});
