import { select } from "../../components/lib/contract.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { permitContract, phaseContract, siteContract } from "../../components/schema/contracts/site.ts";
import { inForceOn } from "../../components/lib/dated.ts";
import { factRule, siteRule } from "../lib/fact-rules.ts";
import { registrationDuties } from "../law/data-centre-registration.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { clusters, inOrder, isPoweredIn, permitTerms, sitePlace } from "../lib/site-facts.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";

export const permitNotExpired = factRule({
  name: "permit-not-expired",
  description: "No permit that the site rests on has ended",
  why: "Once its permit has ended, a site may neither be built on nor run.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "Nscale permit register",
    version: "2026",
    reference: "site.permits",
    specification: "the last day of each permit is not before the date of judgement",
  },
  remediation: "Have the permit renewed and declare its new term; take it out once another has replaced it.",
  tags: ["permit", "date"],
  unexemptible: "law",
  parameters: noParameters,
  of: select(permitContract, { kind: true, authority: true, reference: true, validTo: true }),
  judge: ({ kind, authority, reference, validTo }, { date }) => {
    if (validTo === undefined) return { notApplicable: "the permit does not end" };
    if (validTo >= date) return [];
    return [
      {
        got: `a ${kind} permit (${authority}, ${reference}) that ended on ${validTo}`,
        want: `one in force on ${date}`,
        fix: "have it renewed, or take it out if another has replaced it",
      },
    ];
  },
});

export const phaseNeedsPriorPermit = siteRule({
  name: "phase-needs-prior-permit",
  description: "Every phase is named by a planning permit that was granted before it is energised, and before it is built",
  why: "A later phase is not covered by the permit of the first: growth that is built early is built without leave.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "planning law of the site's country",
    version: "as granted",
    reference: "site.permits of kind planning",
    specification:
      "a planning permit names the phase, was granted by the day on which it is energised, and by now if it is built or in use",
  },
  remediation: "Obtain the permit first; until then call the phase an ambition, with no clusters in it and a date that lies ahead.",
  tags: ["permit", "phase", "planning"],
  unexemptible: "law",
  parameters: noParameters,
  site: select(siteContract, {}),
  others: {
    phases: phaseContract,
    clusters,
    permits: select(permitContract, { ...permitTerms, phases: true }),
  },
  judge: (_, others, { date }) => {
    const due = inOrder(others.phases).filter(
      ({ facts: { name, status, energisedOn } }) =>
        status !== "ambition" || energisedOn <= date || others.clusters.some((cluster) => isPoweredIn(cluster, name)),
    );
    if (due.length === 0) return { notApplicable: "no phase is more than an ambition" };
    return due.flatMap(({ urn, facts: { name, capacityMegawatts, energisedOn, status } }): Finding[] => {
      const isBuilt = status === "energised" || status === "under-construction";
      const by = isBuilt && date < energisedOn ? date : energisedOn;
      const naming = others.permits.filter(({ facts }) => facts.kind === "planning" && (facts.phases ?? []).includes(name));
      const lasting = energisedOn > date ? energisedOn : date;
      const granted = naming.filter(({ facts }) => facts.grantedOn <= by && (facts.validTo === undefined || facts.validTo >= lasting));
      if (granted.length > 0) return [];
      const terms = naming.map(
        ({ facts }) => `granted on ${facts.grantedOn}${facts.validTo === undefined ? "" : ` until ${facts.validTo}`}`,
      );
      return [
        {
          urn,
          got: `${capacityMegawatts} MW (${status}) from ${energisedOn} with ${terms.length > 0 ? `a planning permit ${terms.join(", ")}` : "no planning permit that names it"}`,
          want: `a planning permit for phase ${name}, granted by ${by} and in force on ${lasting}`,
          fix: "obtain the permit first, or move the phase behind it",
        },
      ];
    });
  },
});

const nkom = /\bnkom\b|norwegian communications authority|nasjonal kommunikasjonsmyndighet/i;

/** True for the authority that keeps Norway's register of data centres. */
export const isNkom = (authority: string): boolean => nkom.test(authority);

export const nkomRegistration = siteRule({
  name: "nkom-registration",
  description: "A data centre in Norway is registered with Nkom before it starts",
  why: "The regulation makes registration a condition of operating: for commercial data centres at any size, for in-house ones above 0.5 MW, with fines of up to 5 % of turnover.",
  level: "mandatory",
  severity: "high",
  framework: {
    name: "Norwegian data centre regulation (FOR-2024-12-18-3313)",
    version: "2025-01-01",
    reference: "registration with the Norwegian Communications Authority",
    specification: "registered before operation starts; those that ran before 2025 by 1 July 2025",
  },
  url: "https://lovdata.no/dokument/SF/forskrift/2024-12-18-3313",
  remediation: "Register the site with Nkom and declare the registration as a permit, with its reference and date.",
  tags: ["permit", "registration", "norway"],
  unexemptible: "law",
  parameters: noParameters,
  law: registrationDuties,
  site: sitePlace,
  others: {
    phases: phaseContract,
    permits: select(permitContract, { ...permitTerms, authority: true, reference: true }),
    tenants: select(tenantContract, {}),
  },
  judge: ({ urn, facts: { location } }, others, { date }) => {
    if (location.jurisdiction !== "NO") return { notApplicable: `the site is in ${location.jurisdiction}, not in Norway` };
    const [duty] = inForceOn(registrationDuties, date);
    if (duty === undefined) return { notApplicable: `no duty to register was in force on ${date}` };
    const steps = inOrder(others.phases);
    const [first] = steps;
    if (first === undefined) return { notApplicable: "no phase is declared" };
    const { inHouseAboveMegawatts, existingBy } = duty.value;
    const largest = Math.max(...steps.map(({ facts }) => facts.capacityMegawatts));
    if (others.tenants.length === 0 && largest <= inHouseAboveMegawatts) {
      return { notApplicable: `in-house at ${largest} MW, at most ${inHouseAboveMegawatts} MW` };
    }
    const starts = first.facts.energisedOn;
    const by = starts < duty.validFrom ? existingBy : starts;
    const registrations = others.permits.filter(
      ({ facts }) => facts.kind === "registration" && isNkom(facts.authority) && facts.reference !== "",
    );
    const timely = registrations.filter(({ facts }) => facts.grantedOn <= by && (facts.validTo === undefined || facts.validTo >= date));
    if (timely.length > 0) return [];
    const kind =
      others.tenants.length > 0
        ? `a commercial data centre (${others.tenants.length} ${others.tenants.length === 1 ? "tenant" : "tenants"})`
        : "an in-house data centre";
    const dates = registrations.map(({ facts }) => facts.grantedOn);
    return [
      {
        urn,
        got: `${kind} of ${largest} MW from ${starts} with ${dates.length > 0 ? `a registration of ${dates.join(", ")}` : "no registration with Nkom"}`,
        want: `a registration with Nkom by ${by}, in force on ${date}`,
        fix: "register the site, and declare the registration in site.permits with authority Nkom",
        ...advisoryUnlessInForce(duty),
      },
    ];
  },
});
