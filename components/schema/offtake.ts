import { z } from "zod";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";
import { countryCode } from "../lib/names.ts";
import { curtailment } from "./flexibility.ts";

/** A site's promise of GPUs to a tenant, with its first and last day. */
export const offtake = z.strictObject({
  kind: z
    .enum(["initial-offtaker", "contract", "priority-access", "surplus"])
    .describe("initial-offtaker, contract: sold; priority-access: kept for a group; surplus: what the others leave"),
  sharePercent: factOf(z.number().min(0).max(100)).describe("the percent of the site's GPUs that is promised at any time; 0 for surplus"),
  validFrom: factOf(isoDate).describe("the first day of the term, YYYY-MM-DD"),
  validTo: factOf(isoDate).optional().describe("the last day of the term, YYYY-MM-DD; left out where it is open"),
  mayScale: factOf(z.boolean()).optional().describe("whether the tenant has the option to take more"),
  termYears: factOf(z.number().positive())
    .optional()
    .describe("the length of the term in years, where the source gives that instead of dates"),
  valueUsdMillions: factOf(z.number().positive()).optional().describe("the contract's value in millions of US dollars"),
  servesFrom: factOf(z.array(countryCode).min(1)).optional().describe("the countries whose users it is for"),
  curtailment: curtailment
    .optional()
    .describe("what may be done to the tenant's guaranteed GPUs when the grid asks for less load; left out, nothing"),
});
