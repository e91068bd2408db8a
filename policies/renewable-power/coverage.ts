import { z } from "zod";
import type { IsoDate } from "../../components/lib/date.ts";
import { megawatts, shortages, type Supply } from "../../components/capacity/power.ts";
import { select } from "../../components/lib/contract.ts";
import { phaseContract, powerAgreementContract, siteContract } from "../../components/schema/contracts/site.ts";
import type { Declared } from "../lib/declared.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { agreementTerms, clusters, drawsOf, inOrder, isPoweredIn } from "../lib/site-facts.ts";
import { promise } from "./promise.ts";
import { monthsLater } from "../../components/lib/date.ts";

const agreements = select(powerAgreementContract, agreementTerms);

const suppliesOf = (declared: readonly Declared<z.output<typeof agreements.facts>>[]): Supply[] =>
  declared.map(({ name, facts: { validFrom, validTo, megawatts: contracted } }) => ({
    name,
    from: validFrom,
    to: validTo,
    megawatts: contracted,
  }));

/** The tenant's power promise that ends last, among those with an end. */
function lastPromise(offtake: Readonly<Record<string, { readonly validTo?: IsoDate | undefined }>>) {
  const dated = Object.entries(offtake).flatMap(([tenant, { validTo }]) => (validTo === undefined ? [] : [{ tenant, validTo }]));
  return dated.toSorted((one, other) => (one.validTo > other.validTo ? -1 : 1))[0];
}

const later = (one: IsoDate, other: IsoDate): IsoDate => (one > other ? one : other);

export const ppaSameBiddingZone = siteRule({
  name: "ppa-same-bidding-zone",
  description: "Power is contracted in the site's own grid zone",
  why: "Power of another bidding zone does not reach the site: the claim would be a certificate by another name, and the price another.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "GHG Protocol Scope 2 Guidance",
    version: "2015, revision in consultation",
    reference: "quality criteria: market boundary; in the revision: deliverability",
    specification: "contracted energy is generated within the grid boundary of the load",
  },
  url: "https://ghgprotocol.org/scope-2-guidance",
  remediation: "Contract the power in the site's own zone.",
  tags: ["power", "contract", "grid-zone"],
  parameters: noParameters,
  site: select(siteContract, { location: { gridZone: true } }),
  others: { agreements },
  judge: ({ facts: { location } }, others, { date }) => {
    const current = others.agreements.filter(({ facts }) => facts.validTo >= date);
    if (current.length === 0) return { notApplicable: "no power agreement is in force or to come" };
    return current
      .filter(({ facts }) => facts.gridZone !== location.gridZone)
      .map(({ urn, facts }) => ({
        urn,
        got: `${facts.megawatts} MW in ${facts.gridZone}`,
        want: `power in ${location.gridZone}, the site's zone`,
        fix: `contract the power in ${location.gridZone}`,
      }));
  },
});

export const ppaCoversLoad = siteRule({
  name: "ppa-covers-load",
  description: "On every date, the agreements in force cover the load in force",
  why: "Power beyond the agreements comes from the grid's mix, regardless of the site's claims. Megawatts at full load are compared: covering these covers the year's energy too.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...promise,
    specification: "contracted MW ≥ units x unit kW x PUE / 1000, summed over the clusters in force, until the end of the plan",
  },
  remediation: "Extend an agreement, add one, or place clusters in a later phase.",
  tags: ["power", "contract", "megawatts"],
  parameters: noParameters,
  site: select(siteContract, { efficiency: { powerUsageEffectiveness: true }, powerContractedUntil: true }),
  others: { agreements, phases: phaseContract, clusters },
  judge: ({ urn, facts }, others, { date }) => {
    if (others.clusters.length === 0) return { notApplicable: "no cluster draws power" };
    const draws = drawsOf(others.clusters, others.phases, facts.efficiency.powerUsageEffectiveness, date);
    return shortages(draws, suppliesOf(others.agreements), date, later(facts.powerContractedUntil, date)).map(
      ({ date: on, drawn, supplied, names }): Finding => ({
        urn,
        got: `${supplied} MW contracted on ${on} (${names.length > 0 ? names.join(", ") : "no agreement"})`,
        want: `at least ${drawn} MW, the load in force then`,
        fix: `extend an agreement over ${on}, or add one of ${megawatts(drawn - supplied)} MW`,
      }),
    );
  },
});

export const ppaTermCoversPhase = siteRule({
  name: "ppa-term-covers-phase",
  description:
    "From the day of a phase, the power of its clusters is contracted for years ahead, and for as long as its tenants were promised theirs",
  why: "A phase is built and sold for many years; an agreement that ends before leaves its tenants on power that is not contracted.",
  level: "mandatory",
  severity: "high",
  framework: {
    ...promise,
    specification:
      "contracted MW ≥ load over the years after a phase begins and over every dated promise to a tenant, and a plan that reaches as far",
  },
  remediation: "Agree a longer term, or an agreement that follows, and state powerContractedUntil to match.",
  tags: ["power", "contract", "term"],
  parameters: z.strictObject({
    years: z.number().int().min(1).default(5).describe("the years for which power is contracted when a phase begins"),
  }),
  site: select(siteContract, { efficiency: { powerUsageEffectiveness: true }, powerContractedUntil: true, offtake: true }),
  others: { agreements, phases: phaseContract, clusters },
  judge: ({ urn, facts }, others, { date, parameters }) => {
    const powering = inOrder(others.phases).filter(({ facts: { name } }) => others.clusters.some((cluster) => isPoweredIn(cluster, name)));
    if (powering.length === 0) return { notApplicable: "no phase powers a cluster" };
    const draws = drawsOf(others.clusters, others.phases, facts.efficiency.powerUsageEffectiveness, date);
    const last = lastPromise(facts.offtake);
    return powering.flatMap(({ urn: phaseUrn, facts: { name, energisedOn } }): Finding[] => {
      const minimum = monthsLater(energisedOn, parameters.years * 12);
      const until = later(minimum, last?.validTo ?? minimum);
      const reason =
        until === minimum ? `${parameters.years} years after phase ${name} begins` : `the end of what ${last?.tenant ?? ""} is promised`;
      const inPhases = draws.filter(({ from }) => from <= energisedOn);
      const [short] = shortages(inPhases, suppliesOf(others.agreements), later(energisedOn, date), later(until, date));
      const findings: Finding[] = [];
      if (short !== undefined) {
        findings.push({
          urn: phaseUrn,
          got: `${short.supplied} MW contracted on ${short.date} for the ${short.drawn} MW of the clusters up to phase ${name}`,
          want: `their power contracted until ${later(until, date)}, ${reason}`,
          fix: `extend an agreement over ${short.date}, or add one that follows`,
        });
      }
      if (facts.powerContractedUntil < until) {
        findings.push({
          urn,
          got: `a plan that contracts power until ${facts.powerContractedUntil}`,
          want: `until ${until} or later, ${reason}`,
          fix: "state a later powerContractedUntil, with agreements that last until then",
        });
      }
      return findings;
    });
  },
});
