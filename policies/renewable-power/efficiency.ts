import { z } from "zod";
import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { addLoads, loadOf } from "../../components/capacity/power.ts";
import { select } from "../../components/lib/contract.ts";
import { siteContract } from "../../components/schema/contracts/site.ts";
import { factRule, siteRule } from "../lib/fact-rules.ts";
import { effectivenessLimits, keyFigureDuty, waterLimits } from "../law/efficiency.ts";
import type { Finding } from "../lib/rule.ts";
import { clusters } from "../lib/site-facts.ts";

export const pueLimit = factRule({
  name: "pue-limit",
  description: "The site's power usage effectiveness stays within the limit for its cooling",
  why: "Every hundredth of PUE is power that computes nothing, and that the agreements must cover too.",
  level: "mandatory",
  severity: "medium",
  framework: {
    name: "Climate Neutral Data Centre Pact; German Energy Efficiency Act (EnEfG)",
    version: "2021; 2023",
    reference: "PUE targets; section 11. Neither binds at any of the sites: company policy",
    specification: "PUE (ISO/IEC 30134-2) ≤ 1.2 where liquid reaches the chips, ≤ 1.3 elsewhere",
  },
  url: "https://www.climateneutraldatacentre.net/",
  remediation: "Improve the cooling, or correct the declared PUE if it has been measured lower.",
  tags: ["efficiency", "pue"],
  parameters: z.strictObject({
    directToChip: z.number().min(1).default(1.2).describe("the highest PUE where liquid reaches the chips"),
    other: z.number().min(1).default(1.3).describe("the highest PUE elsewhere"),
  }),
  law: effectivenessLimits,
  of: select(siteContract, { cooling: true, efficiency: { powerUsageEffectiveness: true } }),
  judge: ({ cooling, efficiency: { powerUsageEffectiveness } }, { date, parameters }) => {
    if (inForceOn(effectivenessLimits, date).length === 0) return { notApplicable: `no limit was in force on ${date}` };
    const isDirect = cooling.supplies.includes("direct-to-chip-liquid");
    const limit = isDirect ? parameters.directToChip : parameters.other;
    if (powerUsageEffectiveness <= limit) return [];
    return [
      {
        got: `PUE ${powerUsageEffectiveness} with ${cooling.system} cooling that supplies ${cooling.supplies.join(" and ")}`,
        want: `PUE ≤ ${limit}, the limit ${isDirect ? "where liquid reaches the chips" : "for other cooling"}`,
        fix: "improve the cooling, or declare what has been measured",
      },
    ];
  },
});

export const wueLimit = factRule({
  name: "wue-limit",
  description: "The site's water usage effectiveness stays within the limit",
  why: "Evaporative cooling saves power by spending water, which not every place has.",
  level: "advisory",
  severity: "low",
  framework: {
    name: "Climate Neutral Data Centre Pact",
    version: "2021",
    reference: "water conservation: where water is scarce; elsewhere company policy",
    specification: "WUE (ISO/IEC 30134-9) ≤ 0.4 l/kWh",
  },
  url: "https://www.climateneutraldatacentre.net/",
  remediation: "Evaporate less, or use non-potable water and declare it.",
  tags: ["efficiency", "water"],
  parameters: z.strictObject({ litresPerKilowattHour: z.number().min(0).default(0.4).describe("the highest WUE") }),
  law: waterLimits,
  of: select(siteContract, { efficiency: { waterUsageLitresPerKilowattHour: true } }),
  judge: ({ efficiency: { waterUsageLitresPerKilowattHour } }, { date, parameters }) => {
    if (inForceOn(waterLimits, date).length === 0) return { notApplicable: `no limit was in force on ${date}` };
    if (waterUsageLitresPerKilowattHour <= parameters.litresPerKilowattHour) return [];
    return [
      {
        got: `WUE ${waterUsageLitresPerKilowattHour} l/kWh`,
        want: `WUE ≤ ${parameters.litresPerKilowattHour} l/kWh`,
        fix: "evaporate less, or cool with other water",
      },
    ];
  },
});

/** The key figures by spec field name, each with its valid range. */
const keyFigures = {
  powerUsageEffectiveness: { abbreviation: "PUE", least: 1, most: Infinity },
  waterUsageLitresPerKilowattHour: { abbreviation: "WUE", least: 0, most: Infinity },
  energyReuseFactor: { abbreviation: "ERF", least: 0, most: 1 },
  renewableEnergyFactor: { abbreviation: "REF", least: 0, most: 1 },
} as const;

const keyFigureNames = Object.keys(keyFigures) as (keyof typeof keyFigures)[];

const { shape } = siteContract.facts;

export const eedKpisPresent = siteRule({
  name: "eed-kpis-present",
  description: "A data centre of 500 kW of IT or more declares PUE, WUE, ERF and REF",
  why: "The four figures make sites comparable. The directive asks for them in the EU; elsewhere, in Norway and Iceland too, the company asks itself.",
  level: "mandatory",
  severity: "medium",
  framework: {
    name: "Energy Efficiency Directive (EU) 2023/1791 and Delegated Regulation (EU) 2024/1364",
    version: "2023; 2024",
    reference: "article 12; annexes I and II. Not incorporated into the EEA Agreement: company policy outside the EU",
    specification: "PUE, WUE, ERF and REF (ISO/IEC 30134-2, -9, -6, -3), published by 15 May of each year from 500 kW of IT power",
  },
  url: "https://eur-lex.europa.eu/eli/reg_del/2024/1364/oj",
  remediation: "Measure the missing figure and declare it in site.efficiency.",
  tags: ["efficiency", "reporting"],
  parameters: z.strictObject({ fromKilowatts: z.number().min(0).default(500).describe("the IT power from which the figures are due") }),
  law: keyFigureDuty,
  // A figure that is left out is a finding of the rule's own.
  site: {
    type: siteContract.type,
    facts: z.object({ location: shape.location.pick({ jurisdiction: true }), efficiency: shape.efficiency.partial() }),
  },
  others: { clusters },
  judge: ({ urn, facts: { location, efficiency } }, others, { date, parameters }) => {
    const [duty] = inForceOn(keyFigureDuty, date);
    if (duty === undefined) return { notApplicable: `no text of ${date} asks for the figures` };
    // The PUE has no effect on the IT load.
    const { itMegawatts } = addLoads(others.clusters.map(({ facts: { accelerator, gpus } }) => loadOf(accelerator, gpus, 1)));
    const kilowatts = itMegawatts * 1000;
    if (kilowatts < parameters.fromKilowatts) return { notApplicable: `${kilowatts} kW of IT load, below ${parameters.fromKilowatts} kW` };
    const { eu, name } = jurisdictions[location.jurisdiction];
    const basis = eu ? "by law" : `by company policy: the directive does not bind ${name}`;
    return keyFigureNames.flatMap((field): Finding[] => {
      const { abbreviation, least, most } = keyFigures[field];
      const value = efficiency[field];
      if (value !== undefined && value >= least && value <= most) return [];
      return [
        {
          urn,
          got: `${value === undefined ? "no" : "an impossible"} ${abbreviation} at ${itMegawatts} MW of IT load${value === undefined ? "" : `: ${value}`}`,
          want: `${abbreviation}, ${most === Infinity ? `${least} or more` : `${least} to ${most}`} (${basis})`,
          fix: `declare site.efficiency.${field}`,
        },
      ];
    });
  },
});
