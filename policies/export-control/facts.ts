import { z } from "zod";
import { acceleratorNames } from "../../components/catalog/accelerators.ts";
import { jurisdictionCodes, jurisdictions, type JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import { isoDate } from "../../components/lib/date.ts";
import { countryCode } from "../../components/lib/names.ts";

// Shapes of the component facts that the rules read.

export const deliveryType = "nscale:cluster:Delivery";
export const tenantType = "nscale:fleet:Tenant";

const text = z.string().min(1);

export const authorisation = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("not-required"), basis: text }),
  z.object({ kind: z.literal("licence"), number: text, validTo: isoDate }),
  z.object({ kind: z.literal("exception"), exception: text }),
]);

/** The accelerators that cross a border on their way to a site. */
export const delivery = z.object({
  accelerator: z.enum(acceleratorNames),
  deliveredOn: isoDate,
  origin: countryCode,
  authorisation,
});

/** A company and its ultimate parent. */
export const organisation = z.object({
  legalName: text,
  headquarters: countryCode,
  ultimateParent: z.object({ legalName: text, headquarters: countryCode }),
});
export type Organisation = z.output<typeof organisation>;

export const destination = z.object({ location: z.object({ jurisdiction: z.enum(jurisdictionCodes) }) });

/** The country to which a site's goods are delivered. */
export const countryOf = ({ location }: { location: { jurisdiction: JurisdictionCode } }): string =>
  jurisdictions[location.jurisdiction].country;
