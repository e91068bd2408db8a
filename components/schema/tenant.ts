import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { isoDate } from "../lib/date.ts";
import { follows } from "../lib/derive/follows.ts";
import { factOf } from "../lib/fact.ts";
import { listScreening } from "./list-screening.ts";
import { countryCode, keyed, renamedFrom } from "../lib/names.ts";
import { organisation } from "./organisation.ts";
import { text } from "../lib/text.ts";

const shareholder = z.strictObject({
  legalName: factOf(text).describe("the owner's legal name as registered"),
  headquarters: factOf(countryCode).describe("the country of the owner's headquarters, as its ISO 3166-1 alpha-2 code"),
  sharePercent: factOf(z.number().positive().max(100)).describe("the percent of the company that the owner holds"),
});

/** Legal basis for the transfer of a tenant's data out of the European Economic Area (GDPR chapter V), if the destination itself gives none. */
const transfer = z.strictObject({
  to: z.enum(jurisdictionCodes).describe("the place that the data comes to"),
  basis: z
    .enum(["adequacy-if-certified", "safeguards"])
    .describe("adequacy-if-certified: the importer is certified; safeguards: clauses are signed and the transfer was assessed"),
  reference: factOf(text).describe("the certification, or the signed clauses"),
  assessedOn: factOf(isoDate).describe("the day on which it was last looked at, YYYY-MM-DD"),
  validTo: factOf(isoDate).optional().describe("the last day on which it holds, YYYY-MM-DD; left out where it does not end"),
});

/** Kubernetes gives groups of this prefix to accounts of its own: system:authenticated is everybody. */
const groupName = text.regex(/^(?!system:)/, { error: "a group of the identity provider: Kubernetes keeps system: for its own groups" });

const group = (role: string, may: string) =>
  follows(groupName.describe(`the group of the identity provider whose members may ${may}`), `<tenant>-${role}s`);

/** A tenant that uses GPUs: the company with its legal checks, and the places where its data may lie. */
export const tenantSpec = z.strictObject({
  renamedFrom: renamedFrom("tenant"),
  organisation: organisation.describe("the company that the tenant is"),
  owners: keyed(shareholder).default({}).describe("the owners that are known, by key"),
  identityCheckedOn: factOf(isoDate).describe("the date of the last know-your-customer check, YYYY-MM-DD"),
  listScreening: listScreening.optional().describe("the last search of the export lists; left out while there was none"),
  residency: z.array(z.enum(jurisdictionCodes)).min(1).describe("the jurisdictions in which the tenant's data may lie"),
  transfers: z
    .array(transfer)
    .optional()
    .describe("the bases on record for transfers of its data out of the European Economic Area (GDPR chapter V)"),
  groups: follows(
    z
      .strictObject({
        admin: group("admin", "administer the tenant's namespaces"),
        user: group("user", "run work in the tenant's namespaces"),
        viewer: group("viewer", "look at the tenant's namespaces"),
      })
      .describe("the groups of the identity provider, by what they may do in the tenant's namespaces"),
    "<tenant>-admins, <tenant>-users and <tenant>-viewers",
  ),
});

export type TenantSpec = z.output<typeof tenantSpec>;
