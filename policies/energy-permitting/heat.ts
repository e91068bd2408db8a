import { select } from "../../components/lib/contract.ts";
import { heatReuseContract, phaseContract, siteContract } from "../../components/schema/contracts/site.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { heatDuties } from "../law/heat-reuse.ts";
import { noParameters } from "../lib/parameters.ts";
import { inOrder } from "../lib/site-facts.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";

export const heatReuseAssessment = siteRule({
  name: "heat-reuse-assessment",
  description: "A site of some megawatts in Norway or Iceland reuses its heat, or has had an analysis that finds it not feasible",
  why: "Nearly all power that a site draws leaves it as heat. Norway has passed a duty to analyse its use, and makes it a condition of building; the EU's binds neither Norway nor Iceland.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "Norwegian Energy Act, sections 7-2 to 7-4; Energy Efficiency Directive (EU) 2023/1791",
    version: "Prop. 100 L (2022-2023); 2023",
    reference: "cost-benefit analysis above 2 MW; article 26(6) above 1 MW, not incorporated into the EEA Agreement",
    specification: "heat is delivered, or an analysis finds that it cannot be",
  },
  url: "https://www.regjeringen.no/no/dokumenter/prop.-100-l-20222023/id2968886/",
  remediation: "Have the analysis made and declare site.heatAssessment; where it finds a use, declare the recipient in site.heatReuse.",
  tags: ["heat", "norway", "iceland"],
  parameters: noParameters,
  law: heatDuties,
  site: select(siteContract, { location: { jurisdiction: true }, heatAssessment: true }),
  others: { phases: phaseContract, heatReuse: heatReuseContract },
  judge: ({ urn, facts: { location, heatAssessment } }, others, { date }) => {
    const duty = inForceOn(heatDuties, date).find(({ value }) => value.jurisdictions.includes(location.jurisdiction));
    if (duty === undefined) return { notApplicable: `no text of ${date} asks it of a site in ${location.jurisdiction}` };
    const largest = inOrder(others.phases)
      .filter(({ facts }) => facts.status !== "ambition")
      .reduce((most, { facts }) => Math.max(most, facts.capacityMegawatts), 0);
    if (largest <= duty.value.aboveMegawatts) return { notApplicable: `${largest} MW, at most ${duty.value.aboveMegawatts} MW` };
    if (others.heatReuse.length > 0) return [];
    if (heatAssessment !== undefined && heatAssessment.doneOn <= date && heatAssessment.outcome === "not-feasible") return [];
    const assessed = heatAssessment !== undefined && heatAssessment.doneOn <= date;
    return [
      {
        urn,
        got: `${largest} MW with no heat reuse and ${assessed ? `an assessment of ${heatAssessment.doneOn} that finds it worth its cost` : "no assessment of it"}`,
        want: `heat that is delivered, or an assessment that finds it not feasible, above ${duty.value.aboveMegawatts} MW`,
        fix: assessed ? "declare who takes the heat" : "have the analysis made, and declare heatAssessment",
        ...advisoryUnlessInForce(duty),
      },
    ];
  },
});
