import { z } from "zod";
import { acceleratorNames } from "../../components/catalog/accelerators.ts";
import { jurisdictionCodes, jurisdictions, type JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import { isoDate } from "../../components/lib/date.ts";
import { countryCode } from "../../components/lib/names.ts";

// The facts of components as rules read them: each in place of the fact's value.

export const deliveryType = "nscale:cluster:Delivery";
export const tenantType = "nscale:fleet:Tenant";

const text = z.string().min(1);

export const authorisation = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("not-required"), basis: text }),
  z.object({ kind: z.literal("licence"), number: text, validTo: isoDate }),
  z.object({ kind: z.literal("exception"), exception: text }),
]);

/** What crosses a border on its way to a site. */
export const delivery = z.object({
  accelerator: z.enum(acceleratorNames),
  deliveredOn: isoDate,
  origin: countryCode,
  authorisation,
});

/** A company and the one above it. */
export const organisation = z.object({
  legalName: text,
  headquarters: countryCode,
  ultimateParent: z.object({ legalName: text, headquarters: countryCode }),
});
export type Organisation = z.output<typeof organisation>;

export const destination = z.object({ location: z.object({ jurisdiction: z.enum(jurisdictionCodes) }) });

/** The country that goods for a site go to. */
export const countryOf = ({ location }: { location: { jurisdiction: JurisdictionCode } }): string =>
  jurisdictions[location.jurisdiction].country;
