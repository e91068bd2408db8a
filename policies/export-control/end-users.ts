import { z } from "zod";
import { inForceOn, type Dated } from "../../components/lib/dated.ts";
import type { IsoDate } from "../../components/lib/date.ts";
import { select } from "../../components/lib/contract.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import type { OrganisationFacts, OwnerFacts } from "../../components/schema/contracts/organisation.ts";
import { siteContract } from "../../components/schema/contracts/site.ts";
import { readFacts } from "../lib/declared.ts";
import { headquartersRequirements } from "../law/advanced-computing.ts";
import { resourceRule, type Finding, type Resource } from "../lib/rule.ts";
import { advisoryUnlessInForce } from "../lib/legal-status.ts";
import { lawOfGroups, membershipOn } from "./country-groups.ts";

const tenant = select(tenantContract, { organisation: true, owners: true });
const site = select(siteContract, { operator: true, owners: true });

interface Seat {
  readonly of: string;
  readonly country: string;
}

/** The headquarters that decide: of the company, of its ultimate parent, and of any holder whose share makes it a parent. */
const seatsOf = (
  { legalName, headquarters, ultimateParent }: OrganisationFacts,
  holders: OwnerFacts,
  parentSharePercent: number,
): Seat[] => [
  { of: legalName, country: headquarters },
  { of: `${ultimateParent.legalName}, the ultimate parent of ${legalName},`, country: ultimateParent.headquarters },
  ...Object.values(holders)
    .filter(({ sharePercent }) => sharePercent >= parentSharePercent)
    .map((one) => ({ of: `${one.legalName}, which holds ${one.sharePercent} % of it,`, country: one.headquarters })),
];

/** The licence requirement for a headquarters in a country, by the strongest legal status. */
function requirementOn(date: IsoDate, country: string): Dated<unknown> | undefined {
  for (const entry of inForceOn(headquartersRequirements, date)) {
    const reason = entry.value.countries.includes(country) ? entry : membershipOn(date, country, entry.value.groups);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function readSeats(resource: Resource, parentSharePercent: number): { readonly seats: Seat[] } | { readonly findings: readonly Finding[] } {
  if (resource.type === siteContract.type) {
    const read = readFacts(resource, site.facts);
    if ("findings" in read) return read;
    const { operator, owners } = read.declared.facts;
    return { seats: seatsOf(operator, owners, parentSharePercent) };
  }
  const read = readFacts(resource, tenant.facts);
  if ("findings" in read) return read;
  return { seats: seatsOf(read.declared.facts.organisation, read.declared.facts.owners, parentSharePercent) };
}

export const endUserHqCheck = resourceRule({
  name: "end-user-hq-check",
  description: "Neither the operator nor a tenant has its headquarters, or its ultimate parent's, in Country Group D:5 or Macau",
  why: "For such a company every accelerator needs a licence anywhere in the world, and the review starts from denial. Inside the United States the rule is kept as policy, since the same tenant may take capacity elsewhere.",
  level: "mandatory",
  severity: "critical",
  framework: {
    name: "Export Administration Regulations",
    version: "BIS guidance of 31 May 2026",
    reference: "15 CFR 742.6(a)(6)(iii)(A) and 744.23(a)(3)",
    specification:
      "A licence is required for items of 3A090 and 4A090 that are for an entity headquartered in, or whose ultimate parent is headquartered in, Macau or a destination of Country Group D:5, wherever it is located.",
  },
  url: "https://www.ecfr.gov/current/title-15/subtitle-B/chapter-VII/subchapter-C/part-742/section-742.6",
  remediation: "Do not serve the company. If its headquarters or parent is entered wrongly, correct the fact with its source.",
  tags: ["export", "end-user"],
  unexemptible: "law",
  parameters: z.strictObject({
    parentSharePercent: z.number().min(0).max(100).default(50).describe("the share from which on an owner counts as a parent, in percent"),
  }),
  law: [...headquartersRequirements, ...lawOfGroups(["D:5"])],
  types: [tenantContract.type, siteContract.type],
  reads: [
    "organisation.headquarters",
    "organisation.ultimateParent.headquarters",
    "operator.headquarters",
    "operator.ultimateParent.headquarters",
    "owners",
  ],
  judge: (resource, { date, parameters }) => {
    if (inForceOn(headquartersRequirements, date).length === 0) return { notApplicable: `no requirement is on record for ${date}` };
    const read = readSeats(resource, parameters.parentSharePercent);
    if ("findings" in read) return read.findings;
    return read.seats.flatMap(({ of, country }): Finding[] => {
      const reason = requirementOn(date, country);
      if (reason === undefined) return [];
      return [
        {
          got: `${of} with headquarters in ${country}`,
          want: "headquarters outside Country Group D:5 and Macau",
          fix: "do not serve the company; if the country is wrong, correct it with its source",
          ...advisoryUnlessInForce(reason),
        },
      ];
    });
  },
});
