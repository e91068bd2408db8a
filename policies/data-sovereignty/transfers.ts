import { z } from "zod";
import { jurisdictionCodes, jurisdictions, type Jurisdiction, type TransferBasis } from "../../components/catalog/jurisdictions.ts";
import { inForceOn, type Dated } from "../../components/lib/dated.ts";
import { isoDate, type IsoDate } from "../../components/lib/date.ts";
import { countryCode } from "../../components/lib/names.ts";
import { siteRule } from "../lib/fact-rules.ts";
import { europeanMembers } from "../lib/law/eea.ts";
import { transferBases } from "../lib/law/transfer-bases.ts";
import { noParameters } from "../lib/parameters.ts";
import type { Finding } from "../lib/rule.ts";
import { standingOf } from "../lib/standing.ts";
import { egress, egressType, keptIn, storage, storageType } from "./declared.ts";
import { dataProtection, dataProtectionUrl } from "./framework.ts";

const jurisdiction = z.enum(jurisdictionCodes);

const record = z.object({
  to: jurisdiction,
  basis: z.string(),
  reference: z.string().min(1),
  assessedOn: isoDate,
  validTo: isoDate.optional(),
});
type TransferRecord = z.output<typeof record>;

const tenant = z.object({
  organisation: z.object({ headquarters: countryCode }),
  residency: z.array(jurisdiction),
  transfers: z.array(record).default([]),
});

/** Traffic that carries tenants' data, or who they are. */
const dataPurposes = ["telemetry", "object-store", "identity"];

const places: Readonly<Record<string, Jurisdiction>> = jurisdictions;

/** Whether what a basis asks for is on record and holds. */
const isRecorded = ({ kind }: TransferBasis, to: string, records: readonly TransferRecord[], date: IsoDate): boolean =>
  records.some(
    (one) => one.to === to && one.basis === kind && one.assessedOn <= date && (one.validTo === undefined || date <= one.validTo),
  );

/** What is missing for a tenant's data to come to a place from the European Economic Area on a date. */
function missingBasis(to: string, records: readonly TransferRecord[], date: IsoDate): Omit<Finding, "fix"> | undefined {
  const all = places[to]?.transferBasis ?? [];
  const current = inForceOn(all, date);
  if (current.length === 0) {
    const when = ({ validFrom, validTo }: Dated<TransferBasis>) =>
      date < validFrom ? `begins on ${validFrom}` : `ended on ${validTo ?? date}`;
    const known = all.map((entry) => `${entry.source}, ${when(entry)}`).join("; ");
    return {
      got: `no basis of transfer in force (${known || "none is on record"})`,
      want: "an adequacy decision, or safeguards on record",
    };
  }
  const usable = current.filter(({ value }) => value.requires === undefined || isRecorded(value, to, records, date));
  if (usable.some(({ status }) => status === "in-force")) return undefined;
  const [weak] = usable;
  if (weak !== undefined) return { got: `a basis that is weak (${weak.source})`, want: "a basis in force", ...standingOf(weak) };
  return {
    got: "no record of what its bases of transfer ask for",
    want: current.map(({ value }) => `${value.kind}: ${value.requires ?? "nothing more"}`).join(", or "),
  };
}

export const transferBasisValid = siteRule({
  name: "transfer-basis-valid",
  description:
    "Where a tenant's data may come from the European Economic Area, every place outside that it goes to has a basis of transfer in force",
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
  parameters: noParameters,
  law: [...transferBases, ...europeanMembers],
  site: z.object({ location: z.object({ jurisdiction }) }),
  others: {
    tenants: { type: "nscale:fleet:Tenant", facts: tenant },
    stores: { type: storageType, facts: storage },
    entries: { type: egressType, facts: egress },
  },
  judge: (site, { tenants, stores, entries }, { date }) => {
    const [members] = inForceOn(europeanMembers, date);
    if (members === undefined) return { notApplicable: `no list of the European Economic Area is on record for ${date}` };
    const area = [...members.value.union, ...members.value.eeaOnly];
    const isInArea = (code: string) => places[code]?.eea ?? area.includes(code);
    const protectedTenants = tenants.filter(
      ({ facts }) => area.includes(facts.organisation.headquarters) || facts.residency.some(isInArea),
    );
    const reached = new Set<string>([
      site.facts.location.jurisdiction,
      ...stores.flatMap(({ facts }) => keptIn(facts).map((kept) => kept.jurisdiction)),
      ...entries.filter(({ facts }) => dataPurposes.includes(facts.purpose)).map(({ facts }) => facts.jurisdiction),
    ]);
    const outside = [...reached].filter((code) => !isInArea(code)).sort();
    if (protectedTenants.length === 0) return { notApplicable: "no tenant's data may come from the European Economic Area" };
    if (outside.length === 0) return { notApplicable: "no data leaves the European Economic Area" };
    return protectedTenants.flatMap(({ urn, name, facts }) =>
      outside.flatMap((to): Finding[] => {
        const missing = missingBasis(to, facts.transfers, date);
        if (missing === undefined) return [];
        return [
          {
            urn,
            ...missing,
            got: `data of ${name} that may come from the European Economic Area to ${to} with ${missing.got}`,
            fix: `enter the record in tenants.${name}.transfers, or keep the tenant's data within the European Economic Area`,
          },
        ];
      }),
    );
  },
});
