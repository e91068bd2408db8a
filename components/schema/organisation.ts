import { z } from "zod";
import { factOf } from "../lib/fact.ts";
import { countryCode } from "../lib/names.ts";
import { text } from "../lib/text.ts";

const legalName = factOf(text).describe("the legal name as registered");

/** A company and its owners: export and data law follow its headquarters and its ultimate parent, not the place of a machine. */
export const organisation = z.strictObject({
  legalName,
  headquarters: factOf(countryCode).describe("the country of the headquarters"),
  ultimateParent: z
    .strictObject({ legalName, headquarters: factOf(countryCode).describe("the country of the ultimate parent's headquarters") })
    .describe("the company at the top of the group, the company itself if there is none"),
});
