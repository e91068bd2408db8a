import { select } from "../../components/lib/contract.ts";
import { carriesData, eeaOn, failoverPurpose, transferFault } from "../../components/residency/transfers.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import { egressContract, storageContract, type EgressFacts } from "../../components/schema/contracts/site.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { europeanMembers } from "../law/eea.ts";
import { transferBases } from "../law/transfer-bases.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { sitePlace } from "../lib/site-facts.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { keptIn } from "./declared.ts";
import { jurisdictionsIn, routings, stopsOf } from "./endpoints.ts";
import { dataProtection, dataProtectionUrl } from "./framework.ts";

export const transferBasisValid = siteRule({
  name: "transfer-basis-valid",
  description:
    "If a tenant's data may come from the European Economic Area, each place outside the area that it goes to has a transfer basis in force",
  why: "An adequacy decision ends on a day (that for the United Kingdom on 27 December 2031), and a certification lapses. From the next day on every copy is an unlawful transfer.",
  level: "mandatory",
  severity: "critical",
  framework: {
    ...dataProtection,
    reference: "articles 44 to 46",
    specification: "Personal data goes to a third country only on an adequacy decision or with appropriate safeguards.",
  },
  url: dataProtectionUrl,
  remediation:
    "Put the basis on record with the tenant (the certification, or the signed clauses and the assessment), or keep its data within the European Economic Area.",
  tags: ["sovereignty", "transfer", "residency"],
  unexemptible: "law",
  parameters: noParameters,
  law: [...transferBases, ...europeanMembers],
  site: sitePlace,
  others: {
    tenants: select(tenantContract, { organisation: { headquarters: true }, residency: true, transfers: true }),
    stores: storageContract,
    entries: egressContract,
    routings,
  },
  judge: (site, { tenants, stores, entries, routings: ways }, { date }) => {
    const isInside = eeaOn(date);
    if (isInside === undefined) return { notApplicable: `no list of the European Economic Area is on record for ${date}` };
    const protectedTenants = tenants.filter(({ facts }) => [facts.organisation.headquarters, ...facts.residency].some(isInside));
    const routed = new Set(ways.flatMap(({ facts }) => jurisdictionsIn(facts)));
    /** The routing names the tenants whose requests a failover takes; without a routing, any tenant's requests may go there. */
    const isEverybodys = ({ purpose, jurisdiction: to }: EgressFacts) =>
      carriesData(purpose) && !(purpose === failoverPurpose && routed.has(to));
    const reached = new Set<string>([
      site.facts.location.jurisdiction,
      ...stores.flatMap(({ facts }) => keptIn(facts).map((kept) => kept.jurisdiction)),
      ...entries.filter(({ facts }) => isEverybodys(facts)).map(({ facts }) => facts.jurisdiction),
    ]);
    /** Jurisdictions outside that a tenant's data reaches: through transfers of all data, and through failover of the tenant's requests. */
    const outsideOf = (name: string) =>
      [...new Set([...reached, ...ways.flatMap(({ facts }) => stopsOf(facts, name))])].filter((code) => !isInside(code)).sort();
    if (protectedTenants.length === 0) return { notApplicable: "no tenant's data may come from the European Economic Area" };
    if (protectedTenants.every(({ name }) => outsideOf(name).length === 0))
      return { notApplicable: "no data leaves the European Economic Area" };
    return protectedTenants.flatMap(({ urn, name, facts }) =>
      outsideOf(name).flatMap((to): Finding[] => {
        const fault = transferFault(name, to, facts.transfers, date);
        if (fault === undefined) return [];
        const { weak, ...complaint } = fault;
        return [{ urn, ...complaint, ...(weak === undefined ? {} : advisoryUnlessInForce(weak)) }];
      }),
    );
  },
});
