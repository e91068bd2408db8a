import { z } from "zod";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";

/** What a search of the export lists found of a company: Entity List, Military End-User List, and the SDN List where export law refers to it. */
export const listScreening = z.strictObject({
  screenedOn: factOf(isoDate).describe("the day of the search, YYYY-MM-DD"),
  isListed: factOf(z.boolean()).describe("whether the company itself is listed"),
  listedSharePercent: factOf(z.number().min(0).max(100)).describe("the percent of the company that listed parties hold together"),
});
