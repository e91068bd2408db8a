import { z } from "zod";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";
import { countryCode, keyed } from "../lib/names.ts";
import { organisation } from "../lib/organisation.ts";

const shareholder = z.strictObject({
  legalName: factOf(z.string().min(1)),
  headquarters: factOf(countryCode),
  sharePercent: factOf(z.number().positive().max(100)),
});

const group = z.string().min(1).describe("a group of the identity provider");

/** Who uses GPUs, what law looks at of them, and where their data may lie. */
export const tenantSpec = z.strictObject({
  organisation,
  owners: keyed(shareholder).default({}).describe("the owners that are known, by key"),
  identityCheckedOn: factOf(isoDate).describe("the date of the last know-your-customer check, YYYY-MM-DD"),
  residency: z.array(z.enum(jurisdictionCodes)).min(1).describe("the jurisdictions in which the tenant's data may lie"),
  groups: z.strictObject({ admin: group, user: group, viewer: group }).describe("who may do what in the tenant's namespaces"),
});

export type TenantSpec = z.output<typeof tenantSpec>;
