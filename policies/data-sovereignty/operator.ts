import { z } from "zod";
import { jurisdictions } from "../../components/catalog/jurisdictions.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { select } from "../../components/lib/contract.ts";
import { siteContract } from "../../components/schema/contracts/site.ts";
import { factRule } from "../lib/fact-rules.ts";
import { europeanArea, europeanMembers } from "../law/eea.ts";
import { extraterritorialAccess, sovereigntyLevels, unionAssuranceLevels, type SovereigntyLevel } from "../law/foreign-control.ts";
import type { Finding } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { sovereigntyFramework } from "./framework.ts";

const controlled = select(siteContract, {
  operator: true,
  owners: true,
  location: { jurisdiction: true },
  sovereigntyLevel: true,
});

type Control = SovereigntyLevel["foreignControl"];

/** Ordered from no control to full control. */
const degrees: readonly Control[] = ["none", "marginal", "indirect", "exclusive"];

const exceeds = (found: Control, allowed: Control) => degrees.indexOf(found) > degrees.indexOf(allowed);

interface Party {
  readonly as: string;
  readonly country: string;
  readonly control: Control;
}

/** The parties that control the site, each with its degree of control. */
const partiesOf = ({ operator, owners }: z.output<typeof controlled.facts>, controllingSharePercent: number): Party[] => [
  { as: `operator ${operator.legalName}`, country: operator.headquarters, control: "exclusive" },
  { as: `ultimate parent ${operator.ultimateParent.legalName}`, country: operator.ultimateParent.headquarters, control: "exclusive" },
  ...Object.values(owners).map(({ legalName, headquarters, sharePercent }): Party => ({
    as: `owner ${legalName} with ${sharePercent} %`,
    country: headquarters,
    control: sharePercent >= controllingSharePercent ? "indirect" : "marginal",
  })),
];

export const operatorControlDeclared = factRule({
  name: "operator-control-declared",
  description:
    "The site's operator, its ultimate parent and the owners are declared, and the claimed level of sovereignty is one that their seats allow",
  why: "Law reaches data through the companies that control the machines. Under the CLOUD Act a company of the United States hands over what it controls wherever that lies, so the place alone decides nothing.",
  level: "mandatory",
  severity: "high",
  framework: {
    ...sovereigntyFramework,
    reference: "SOV-1 and SOV-2; levels SEAL-0 to SEAL-4",
    specification:
      "From level to level less control from outside is allowed: exclusive up to SEAL-1, indirect at SEAL-2, marginal at SEAL-3, none at SEAL-4.",
  },
  remediation:
    "Declare the operator, its ultimate parent and all owners with their headquarters; claim the level that they allow, or none.",
  tags: ["sovereignty", "ownership", "control"],
  parameters: z.strictObject({
    controllingSharePercent: z
      .number()
      .min(0)
      .max(100)
      .default(50)
      .describe("the share from which on an owner controls indirectly, in percent"),
  }),
  law: [...sovereigntyLevels, ...unionAssuranceLevels, ...extraterritorialAccess, ...europeanMembers],
  of: controlled,
  judge: (site, { date, parameters: { controllingSharePercent } }) => {
    if (Object.keys(site.owners).length === 0) {
      return [{ got: "a site without owners", want: "every owner with its share and headquarters", fix: "declare site.owners" }];
    }
    const [levels] = inForceOn(sovereigntyLevels, date);
    const [members] = inForceOn(europeanMembers, date);
    if (site.sovereigntyLevel === undefined)
      return { notApplicable: "who controls the site is declared, and no level of sovereignty is claimed" };
    if (levels === undefined || members === undefined)
      return { notApplicable: `who controls the site is declared, and no level was defined on ${date}` };
    const claimed = levels.value.find(({ level }) => level === site.sovereigntyLevel);
    const area = europeanArea(members.value);
    const { jurisdiction } = site.location;
    if (claimed?.standsInside === true && !jurisdictions[jurisdiction].eea) {
      return [
        {
          got: `SEAL-${site.sovereigntyLevel} claimed in ${jurisdiction}, outside the European Economic Area`,
          want: "at most SEAL-0, since the law that the levels speak of does not bind there",
          fix: "claim SEAL-0, or no level",
          ...advisoryUnlessInForce(levels),
        },
      ];
    }
    const reaching = inForceOn(extraterritorialAccess, date).map(({ value }) => value);
    return partiesOf(site, controllingSharePercent)
      .filter(({ country, control }) => !area.includes(country) && claimed !== undefined && exceeds(control, claimed.foreignControl))
      .map(({ as, country, control }): Finding => {
        const law = reaching.find((one) => one.country === country);
        return {
          got: `SEAL-${site.sovereigntyLevel} claimed, with ${as} seated in ${country}${law === undefined ? "" : `, within reach of ${law.law}`}`,
          want: `at most SEAL-${Math.max(...levels.value.filter((one) => !exceeds(control, one.foreignControl)).map(({ level }) => level))} under such ${control} control`,
          fix: "claim the level that the owners allow, or none",
          ...advisoryUnlessInForce(levels),
        };
      });
  },
});
