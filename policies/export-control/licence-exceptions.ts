import { accelerators } from "../../components/catalog/accelerators.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { select } from "../../components/lib/contract.ts";
import { deliveryContract } from "../../components/schema/contracts/cluster.ts";
import { factRule } from "../lib/fact-rules.ts";
import { exceptionsWithoutDataCentres } from "../law/advanced-computing.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";

export const noNacAcaForDatacentre = factRule({
  name: "no-nac-aca-for-datacentre",
  description: "No delivery of data centre accelerators rests on exception NAC or ACA",
  why: "Both exceptions leave out circuits of 3A090.a that are designed or marketed for data centres, and every site is one.",
  level: "mandatory",
  severity: "critical",
  framework: {
    name: "Export Administration Regulations",
    version: "89 FR 23876",
    reference: "15 CFR 740.8",
    specification: "NAC and ACA do not authorise items designed or marketed for use in a data centre that meet the parameters of 3A090.a.",
  },
  url: "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-740/section-740.8",
  remediation: "Name another authorisation: a licence, or the rule that makes one unnecessary.",
  tags: ["export", "licence-exception"],
  unexemptible: "law",
  parameters: noParameters,
  law: exceptionsWithoutDataCentres,
  of: select(deliveryContract, { accelerator: true, authorisation: true }),
  judge: ({ accelerator, authorisation }, { date }) => {
    if (authorisation.kind !== "exception") return { notApplicable: "the delivery rests on no licence exception" };
    const { name, eccn } = accelerators[accelerator];
    const law = inForceOn(exceptionsWithoutDataCentres, date);
    if (law.length === 0) return { notApplicable: `no such exception is on record for ${date}` };
    return law
      .filter(({ value }) => value.exceptions.includes(authorisation.exception) && value.eccn === eccn.value)
      .map((entry): Finding => ({
        got: `exception ${authorisation.exception} for ${name}, a data centre circuit of ${eccn.value}`,
        want: "an authorisation that covers circuits for data centres",
        fix: "enter the licence, or the rule by which none is needed; withhold the delivery until there is one",
        ...advisoryUnlessInForce(entry),
      }));
  },
});
