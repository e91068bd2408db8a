import { z } from "zod";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";

/** The percent of a company that listed parties hold together; unknown where it has listed owners whose share could not be found out. */
export const listedShare = z.union([z.number().min(0).max(100), z.literal("unknown")]);

/** Result of a search for a company in the export lists: Entity List, Military End-User List, and the SDN List where export law refers to it. */
export const listScreening = z.strictObject({
  screenedOn: factOf(isoDate).describe("the day of the search, YYYY-MM-DD"),
  isListed: factOf(z.boolean()).describe("whether the company itself is listed"),
  listedSharePercent: factOf(listedShare).describe(
    "the percent of the company that listed parties hold together; unknown where it has listed owners and their share could not be found out",
  ),
});
