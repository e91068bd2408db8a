import { z } from "zod";
import { gridZones } from "../../components/catalog/jurisdictions.ts";
import { dayAfter, isoDate } from "../../components/lib/date.ts";
import { megawatts } from "../../components/capacity/power.ts";
import { powerAgreementContract, siteContract } from "../../components/schema/contracts/site.ts";
import { renewableSources } from "../../components/schema/site.ts";
import { select } from "../../components/lib/contract.ts";
import { factRule, siteRule } from "../lib/fact-rules.ts";
import { climatePact } from "../law/renewable-claims.ts";
import type { Finding } from "../lib/rule.ts";
import { agreementTerms, cancelledForSite, overBefore } from "../lib/site-facts.ts";
import { promise } from "./promise.ts";

const plannedAgreement = select(powerAgreementContract, { ...agreementTerms, renewablePlan: true });

const sources = z
  .array(z.enum(renewableSources))
  .default([...renewableSources])
  .describe("the sources that count as renewable");

const pactUrl = "https://www.climateneutraldatacentre.net/";

/**
 * Some sites are declared to run on grid power. There, grid power is reported but does not block while the agreement has a plan with a
 * future date; at any other site, or without such a plan, it violates the promise.
 */
export const requireDirectPpa = factRule({
  name: "require-direct-ppa",
  description: "Power comes by direct agreement with a renewable plant, or from one on site",
  why: "The promise of renewable power rests on direct agreements. A site that is declared to run on the grid makes no such claim, and must say by when it ends.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...promise,
    specification: "every agreement in force is a direct agreement with, or on-site generation by, a renewable source",
  },
  remediation:
    "Replace the agreement by a direct one with a renewable plant in the site's grid zone. In a zone where grid power is accepted for the time being, add renewablePlan to the agreement.",
  tags: ["power", "contract", "renewable"],
  parameters: z.strictObject({
    sources,
    gridPowerWithPlanIn: z
      .array(z.enum(gridZones))
      .default(["GB", "ERCOT"])
      .describe("the grid zones in which grid power with a plan is reported, and not blocked"),
  }),
  law: climatePact,
  of: plannedAgreement,
  judge: (agreement, { date, parameters }) => {
    const { kind, source, gridZone, validTo, renewablePlan: plan } = agreement;
    const over = overBefore(agreement, date);
    if (over !== undefined) return over;
    const named = parameters.sources.join(", ");
    if (kind === "direct-ppa" || kind === "onsite") {
      if (parameters.sources.some((each) => each === source)) return [];
      return [
        {
          got: `${agreement.megawatts} MW of ${source} (${kind})`,
          want: `a renewable source: ${named}`,
          fix: "contract the power from a renewable plant",
        },
      ];
    }
    const want = `a direct agreement with, or a plant on site of, a renewable source: ${named}`;
    const got = `${agreement.megawatts} MW of ${kind === "grid" ? "grid" : `"${kind}"`} power in ${gridZone} until ${validTo}`;
    if (kind !== "grid" || !parameters.gridPowerWithPlanIn.includes(gridZone)) {
      return [{ got, want, fix: "sign a direct agreement with a renewable plant in the zone" }];
    }
    if (plan === undefined || plan.by < date) {
      return [
        {
          got: plan === undefined ? `${got}, and no plan to end it` : `${got}, past ${plan.by}, by which it was to end`,
          want,
          fix: "sign the direct agreement, or state in renewablePlan by when it begins",
        },
      ];
    }
    return [
      {
        got,
        want,
        fix: `sign the agreement that is planned: ${plan.megawatts} MW of ${plan.source} by ${plan.by}`,
        advisory: `the site is declared to run on the grid, with a plan that ends it by ${plan.by}`,
      },
    ];
  },
});

export const gridSiteNeedsPlan = factRule({
  name: "grid-site-needs-plan",
  description: "Grid power carries a plan to replace it by direct renewable power, with a date",
  why: "A site on grid power falls short of the promise of renewable power; a plan with megawatts and a date is what makes that temporary.",
  level: "advisory",
  severity: "medium",
  framework: {
    name: "Climate Neutral Data Centre Pact",
    version: "2021",
    reference: "clean energy targets",
    specification: "100 % of the demand from renewable or hourly carbon-free energy by 31 December 2030",
  },
  url: pactUrl,
  remediation: "Add renewablePlan to the grid agreement: the source, at least the agreement's megawatts, and a date within the pact's.",
  tags: ["power", "contract", "renewable", "plan"],
  parameters: z.strictObject({
    latest: isoDate.default(climatePact[0]?.value.wholeLoadRenewableBy ?? "2030-12-31").describe("the last date that a plan may name"),
    sources,
  }),
  law: climatePact,
  of: plannedAgreement,
  judge: (agreement, { date, parameters }) => {
    const { kind, megawatts: contracted, renewablePlan: plan } = agreement;
    const over = overBefore(agreement, date);
    if (over !== undefined) return over;
    if (kind !== "grid") return { notApplicable: `the power is contracted directly (${kind})` };
    const want = `a plan for ${contracted} MW of renewable power by ${parameters.latest}`;
    const fault = (got: string, fix: string): Finding => ({ got, want, fix });
    if (plan === undefined) return [fault(`${contracted} MW of grid power without a plan`, "add renewablePlan: source, megawatts and by")];
    const findings: Finding[] = [];
    if (plan.by < date) findings.push(fault(`a plan whose date has passed: ${plan.by}`, "sign the agreement, or state a new date and why"));
    if (plan.by > parameters.latest) findings.push(fault(`a plan for ${plan.by}`, "bring the agreement forward"));
    if (plan.megawatts < contracted) {
      findings.push(fault(`a plan for ${plan.megawatts} MW`, `plan ${megawatts(contracted - plan.megawatts)} MW more`));
    }
    if (!parameters.sources.some((each) => each === plan.source))
      findings.push(fault(`a plan for ${plan.source}`, "plan a renewable source"));
    return findings;
  },
});

export const renewableClaimBacked = siteRule({
  name: "renewable-claim-backed",
  description: "The renewable share that a site declares is no more than its agreements make",
  why: "A site on grid power passes because it claims nothing. The claim itself (REF) must therefore follow from direct agreements whose guarantees of origin are cancelled for the site.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...promise,
    specification: "REF (ISO/IEC 30134-3) ≤ the megawatts of direct renewable power, cancelled for the site, / all megawatts contracted",
  },
  remediation: "Declare the renewable energy factor that the agreements make, or contract more power directly.",
  tags: ["power", "claim", "renewable"],
  parameters: z.strictObject({ sources }),
  site: select(siteContract, { efficiency: { renewableEnergyFactor: true } }),
  others: { agreements: select(powerAgreementContract, { ...agreementTerms, guaranteesOfOrigin: true }) },
  judge: ({ urn, facts: { efficiency } }, { agreements }, { date, parameters }) => {
    const claimed = efficiency.renewableEnergyFactor;
    if (claimed === 0) return { notApplicable: "the site claims no renewable energy" };
    const terms = agreements.map(({ facts }) => facts);
    const changes = terms.flatMap(({ validFrom, validTo }) => [validFrom, dayAfter(validTo)]);
    const dates = [...new Set([date, ...changes])].filter((each) => each >= date).sort();
    const shares = dates.flatMap((each) => {
      const inForce = terms.filter(({ validFrom, validTo }) => validFrom <= each && each <= validTo);
      const backed = inForce.filter(
        ({ kind, source, guaranteesOfOrigin }) =>
          (kind === "direct-ppa" || kind === "onsite") &&
          (guaranteesOfOrigin === cancelledForSite || (kind === "onsite" && guaranteesOfOrigin === "none")) &&
          parameters.sources.some((one) => one === source),
      );
      const sum = (some: typeof terms) => megawatts(some.reduce((total, one) => total + one.megawatts, 0));
      return inForce.length === 0 ? [] : [{ on: each, backed: sum(backed), all: sum(inForce) }];
    });
    const fix = "declare the share that the agreements make, or contract the rest directly";
    if (shares.length === 0)
      return [{ urn, got: `REF ${claimed} without an agreement in force`, want: "REF 0, or direct agreements", fix }];
    const short = shares.find(({ backed, all }) => claimed > backed / all + 1e-9);
    if (short === undefined) return [];
    const highest = Math.floor((short.backed / short.all) * 100) / 100;
    return [
      {
        urn,
        got: `REF ${claimed} with ${short.backed} of ${short.all} MW by direct renewable agreement, cancelled for the site, on ${short.on}`,
        want: `REF ≤ ${highest}`,
        fix,
      },
    ];
  },
});
