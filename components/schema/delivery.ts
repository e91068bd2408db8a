import { z } from "zod";
import { acceleratorNames } from "../catalog/accelerators.ts";
import { isoDate } from "../lib/date.ts";
import { follows } from "../lib/derive/follows.ts";
import { factOf } from "../lib/fact.ts";
import { countryCode, key } from "../lib/names.ts";
import { text } from "../lib/text.ts";

/** The authorisation to move the goods across a border. */
const authorisation = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("not-required").describe("no licence is needed"),
    basis: factOf(text).describe("the rule by which none is needed"),
  }),
  z.strictObject({
    kind: z.literal("licence").describe("an export licence was granted"),
    number: factOf(text).describe("the number of the licence"),
    validTo: factOf(isoDate).describe("the last day on which the licence is valid, YYYY-MM-DD"),
  }),
  z.strictObject({
    kind: z.literal("exception").describe("a licence exception or authorisation of the EAR applies"),
    exception: factOf(z.enum(["AIA", "LPP", "DC-VEU", "NAC", "ACA"])).describe(
      "the exception or authorisation by its name in the Export Administration Regulations (15 CFR parts 740 and 748)",
    ),
  }),
]);

/** The site that the accelerators come from, and the review of the move as a re-export. */
const move = z.strictObject({
  site: key.describe("the stack of the site that they leave"),
  reviewedOn: factOf(isoDate).describe("the day on which the move was reviewed for its destination and users, YYYY-MM-DD"),
  basis: factOf(text).describe("the licence, or the rule by which none is needed"),
});

/** A delivery of accelerators to a cluster. */
export const deliverySpec = z.strictObject({
  cluster: follows(key.describe("the cluster that they are for"), "the cluster with the delivery's own key"),
  accelerator: follows(z.enum(acceleratorNames).describe("an accelerator of the catalogue"), "the cluster's"),
  gpus: follows(
    factOf(z.number().int().positive()).describe("the GPUs that are delivered, one or more"),
    "the cluster's, where it does not grow and no other delivery to it is declared",
  ),
  deliveredOn: factOf(isoDate).describe("the day of the delivery, YYYY-MM-DD"),
  origin: factOf(countryCode).describe("the country that they are shipped from"),
  authorisation: authorisation.describe("the licence or exception by which the goods are exported, or why none is needed"),
  movedFrom: move.optional().describe("the site of the fleet that the accelerators come from; left out for new ones"),
});

export type DeliverySpec = z.output<typeof deliverySpec>;
