import { z } from "zod";
import { select } from "../../components/lib/contract.ts";
import { powerAgreementContract, siteContract } from "../../components/schema/contracts/site.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { factRule } from "../lib/fact-rules.ts";
import { additionality, hourlyMatching, renewableShares } from "../law/renewable-claims.ts";
import { agreementTerms, overBefore } from "../lib/site-facts.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { monthsLater } from "../../components/lib/date.ts";

export const hourlyMatchDeclared = factRule({
  name: "hourly-match-declared",
  description: "A site that claims renewable energy declares how much of its load is matched hour by hour",
  why: "A year's certificates can hide nights on fossil power. The revised guidance will count only energy of the same hour that could be delivered.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "GHG Protocol Scope 2 Guidance",
    version: "revision in consultation",
    reference: "hourly matching and deliverability",
    specification: "24/7 score = sum over hours of min(load, matched clean MWh) / load",
  },
  url: "https://ghgprotocol.org/scope-2-guidance",
  remediation: "Measure the hourly score, and declare it as energyClaims.hourlyMatchedPercent.",
  tags: ["power", "claim", "hourly"],
  parameters: z.strictObject({ leastPercent: z.number().min(0).max(100).default(90).describe("the lowest hourly score") }),
  law: hourlyMatching,
  of: select(siteContract, { efficiency: { renewableEnergyFactor: true }, energyClaims: { hourlyMatchedPercent: true } }),
  judge: ({ efficiency, energyClaims }, { date, parameters }) => {
    if (efficiency.renewableEnergyFactor === 0) return { notApplicable: "the site claims no renewable energy" };
    const hourly = inForceOn(hourlyMatching, date).find(({ value }) => value.matching === "hourly");
    if (hourly === undefined) return { notApplicable: `no text of ${date} asks for hourly matching` };
    const score = energyClaims?.hourlyMatchedPercent;
    if (score !== undefined && score >= parameters.leastPercent) return [];
    return [
      {
        got: score === undefined ? `REF ${efficiency.renewableEnergyFactor} without an hourly score` : `an hourly score of ${score} %`,
        want: `at least ${parameters.leastPercent} % of the load matched hour by hour`,
        fix:
          score === undefined
            ? "declare energyClaims.hourlyMatchedPercent"
            : "contract power for the hours that are not matched, or store it",
        ...advisoryUnlessInForce(hourly),
      },
    ];
  },
});

export const additionalityWindow = factRule({
  name: "additionality-window",
  description: "Contracted plants are new, or in a zone that is already renewable",
  why: "Power from an old plant in a fossil zone is taken from others, who then burn more. In a zone that is almost all renewable there is nothing to displace.",
  level: "advisory",
  severity: "low",
  framework: {
    name: "Delegated Regulation (EU) 2023/1184",
    version: "2023",
    reference: "articles 4 and 5; law for hydrogen, a yardstick here",
    specification: "the plant came into operation at most 36 months before the load, or the zone is more than 90 % renewable",
  },
  url: "https://eur-lex.europa.eu/eli/reg_del/2023/1184/oj",
  remediation: "Contract a plant that is built for the load, or state when the contracted one came into operation.",
  tags: ["power", "contract", "additionality"],
  parameters: z.strictObject({
    months: z.number().int().min(0).default(36).describe("how much older than the supply the plant may be"),
    waivedAbovePercent: z.number().min(0).max(100).default(90).describe("the renewable share of a zone above which age does not matter"),
  }),
  law: [...additionality, ...renewableShares],
  of: select(powerAgreementContract, { ...agreementTerms, plantInOperationFrom: true }),
  judge: (agreement, { date, parameters }) => {
    const { kind, source, gridZone, megawatts, validFrom, plantInOperationFrom: began } = agreement;
    const over = overBefore(agreement, date);
    if (over !== undefined) return over;
    if (kind === "grid") return { notApplicable: "grid power comes from no plant in particular" };
    const share = inForceOn(renewableShares, date)
      .map(({ value }) => value[gridZone])
      .find((each) => each !== undefined);
    if (share !== undefined && share > parameters.waivedAbovePercent) return [];
    if (began !== undefined && monthsLater(began, parameters.months) >= validFrom) return [];
    return [
      {
        got: `${megawatts} MW of ${source} in ${gridZone} (${share === undefined ? "renewable share not known" : `${share} % renewable`}) from a plant in operation since ${began ?? "a day that is not stated"}`,
        want: `a plant in operation since ${monthsLater(validFrom, -parameters.months)} or later, or a zone that is more than ${parameters.waivedAbovePercent} % renewable`,
        fix: began === undefined ? "state plantInOperationFrom" : "contract a plant that is built for the load",
      },
    ];
  },
});
