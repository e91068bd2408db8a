import { z } from "zod";
import { factOf } from "../lib/fact.ts";
import { countryCode } from "../lib/names.ts";

const legalName = factOf(z.string().min(1)).describe("the legal name as registered");

/** A company and who controls it: law on export and on data follows the headquarters and the ultimate parent, not the place of a machine. */
export const organisation = z.strictObject({
  legalName,
  headquarters: factOf(countryCode).describe("the country of the headquarters"),
  ultimateParent: z
    .strictObject({ legalName, headquarters: factOf(countryCode).describe("the country of the ultimate parent's headquarters") })
    .describe("the company at the top of the group, the company itself if there is none"),
});
