import { z } from "zod";
import { acceleratorNames } from "../catalog/accelerators.ts";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";
import { countryCode, key } from "../lib/names.ts";

/** What lets the goods cross the border that they cross. */
const authorisation = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("not-required"), basis: factOf(z.string().min(1)).describe("the rule by which none is needed") }),
  z.strictObject({ kind: z.literal("licence"), number: factOf(z.string().min(1)), validTo: factOf(isoDate) }),
  z.strictObject({ kind: z.literal("exception"), exception: factOf(z.enum(["AIA", "LPP", "DC-VEU", "NAC", "ACA"])) }),
]);

/** Where accelerators stood before, and that the move was looked at as a re-export. */
const move = z.strictObject({
  site: key.describe("the stack of the site that they leave"),
  reviewedOn: factOf(isoDate).describe("the day on which the move was reviewed for its destination and users, YYYY-MM-DD"),
  basis: factOf(z.string().min(1)).describe("the licence, or the rule by which none is needed"),
});

/** Accelerators that come to a cluster on a date. */
export const deliverySpec = z.strictObject({
  cluster: key.describe("the cluster that they are for"),
  accelerator: z.enum(acceleratorNames).describe("an accelerator of the catalogue"),
  gpus: factOf(z.number().int().positive()),
  deliveredOn: factOf(isoDate),
  origin: factOf(countryCode).describe("the country that they are shipped from"),
  authorisation,
  movedFrom: move.optional().describe("for accelerators of another site of the fleet; left out for new ones"),
});

export type DeliverySpec = z.output<typeof deliverySpec>;
