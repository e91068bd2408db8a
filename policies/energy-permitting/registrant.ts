import { select } from "../../components/lib/contract.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { permitContract, siteContract } from "../../components/schema/contracts/site.ts";
import { registrantDuties } from "../law/data-centre-registration.ts";
import { europeanArea, europeanMembers } from "../law/eea.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { isNkom } from "./permits.ts";

export const nkomRegistrant = siteRule({
  name: "nkom-registrant",
  description: "A data centre in Norway is registered in the name of a company or branch of the European Economic Area",
  why: "The registration names an entry in a register of companies in Norway or elsewhere in the area: an operator seated outside it registers through a company or branch inside.",
  level: "mandatory",
  severity: "medium",
  framework: {
    name: "Norwegian data centre regulation (FOR-2024-12-18-3313)",
    version: "2025-01-01",
    reference: "contents of the registration with the Norwegian Communications Authority",
    specification: "the registrant, or the operator where none is named, is registered in the European Economic Area",
  },
  url: "https://lovdata.no/dokument/SF/forskrift/2024-12-18-3313",
  remediation: "Register through a company or branch in Norway or elsewhere in the area, and declare it as the permit's registrant.",
  tags: ["permit", "registration", "norway"],
  unexemptible: "law",
  parameters: noParameters,
  law: [...registrantDuties, ...europeanMembers],
  site: select(siteContract, { location: { jurisdiction: true }, operator: { legalName: true, headquarters: true } }),
  others: { permits: select(permitContract, { kind: true, authority: true, registrant: true }) },
  judge: ({ facts: { location, operator } }, { permits }, { date }) => {
    if (location.jurisdiction !== "NO") return { notApplicable: `the site is in ${location.jurisdiction}, not in Norway` };
    const [duty] = inForceOn(registrantDuties, date);
    const [members] = inForceOn(europeanMembers, date);
    if (duty === undefined || members === undefined) return { notApplicable: `no duty of the registrant was in force on ${date}` };
    const registrations = permits.filter(({ facts }) => facts.kind === "registration" && isNkom(facts.authority));
    if (registrations.length === 0) return { notApplicable: "no registration with Nkom is declared" };
    const area = europeanArea(members.value);
    return registrations.flatMap(({ urn, facts: { registrant } }): Finding[] => {
      const { legalName, country } = registrant ?? { legalName: operator.legalName, country: operator.headquarters };
      if (area.includes(country)) return [];
      return [
        {
          urn,
          got: `${registrant === undefined ? "no registrant, and so the operator" : "the registrant"} ${legalName}, registered in ${country}`,
          want: "a company or branch that is registered in Norway or elsewhere in the European Economic Area",
          fix: "register through one, and declare it as registrant",
          ...advisoryUnlessInForce(duty),
        },
      ];
    });
  },
});
