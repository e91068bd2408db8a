import { z } from "zod";
import { countryCodes } from "./countries.ts";

const keyWords = "a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter";

/**
 * A key in a spec, from which Pulumi children and Kubernetes objects are named: a DNS label (RFC 1123) with room for suffixes.
 */
export const key = z
  .string()
  .max(40)
  // The only member of Object.prototype that would match.
  .regex(/^(?!constructor$)[a-z]([a-z0-9-]*[a-z0-9])?$/, {
    error: ({ input }) => (input === "constructor" ? "a name other than constructor, which every JavaScript object has" : keyWords),
  })
  .describe(keyWords);

/** The key by which a thing was first declared: what the program makes of it keeps its names, and its data. */
export const renamedFrom = (what: string) =>
  key
    .optional()
    .describe(
      `the key by which the ${what} was first declared, if it has another now: all that is made of it keeps its names and its data`,
    );

/** A record with such keys. */
export const keyed = <Value extends z.ZodType>(value: Value) => z.record(key, value);

/** ISO 3166-1 alpha-2: law follows the country, so a code that no country has must not pass. */
export const countryCode = z
  .string()
  .regex(new RegExp(`^(${countryCodes.join("|")})$`))
  .describe("an ISO 3166-1 alpha-2 country code, for example NO");

/** The namespace of a tenant in each cluster that serves it. */
export const tenantNamespace = (tenant: string): string => `tenant-${tenant}`;

/** Label of everything that belongs to a tenant, its namespaces included. Its value is the tenant's key. */
export const tenantLabel = "nscale.com/tenant";
