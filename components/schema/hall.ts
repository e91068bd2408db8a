import { z } from "zod";
import { factOf } from "../lib/fact.ts";
import { text } from "../lib/text.ts";

/** A hall of a site, with rows of racks. A site may have halls in several places. */
export const hall = z.strictObject({
  place: factOf(text).optional().describe("the hall's place, where it is not the site's own"),
  rackKilowatts: factOf(z.number().positive()).describe("the kW that a rack position can be given power and cooling for"),
});
