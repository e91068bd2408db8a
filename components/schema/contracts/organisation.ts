import { z } from "zod";
import { isoDate } from "../../lib/date.ts";
import { countryCode } from "../../lib/names.ts";
import { listedShare } from "../list-screening.ts";

const legalName = z.string().min(1);

/** A company and the one at the top of its group. */
export const organisationFacts = z.object({
  legalName,
  headquarters: countryCode,
  ultimateParent: z.object({ legalName, headquarters: countryCode }),
});
export type OrganisationFacts = z.output<typeof organisationFacts>;

/** Owners of a site or a tenant, by key. */
export const ownerFacts = z.record(z.string(), z.object({ legalName, headquarters: countryCode, sharePercent: z.number() }));
export type OwnerFacts = z.output<typeof ownerFacts>;

/** What a search of the export lists found of a company. */
export const listScreeningFacts = z.object({
  screenedOn: isoDate,
  isListed: z.boolean(),
  listedSharePercent: listedShare,
});
export type ListScreeningFacts = z.output<typeof listScreeningFacts>;
