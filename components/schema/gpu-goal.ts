import { z } from "zod";
import { acceleratorNames } from "../catalog/accelerators.ts";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";
import { text } from "../lib/text.ts";

/** The disclosed number of GPUs that a site is to have; the clusters are the plan to reach it. */
export const gpuGoal = z.strictObject({
  product: factOf(text).describe("the accelerators as the source calls them"),
  accelerator: factOf(z.enum(acceleratorNames)).describe("the accelerator of the catalogue that they are taken for"),
  gpus: factOf(z.number().int().positive()).describe("the GPUs of the whole site in this phase and those before it"),
  orMore: z.boolean().default(false).describe("whether the source says that there may be more"),
  by: factOf(isoDate).optional().describe("the day by which all of them are to be there, YYYY-MM-DD"),
  deliveriesFrom: factOf(isoDate).optional().describe("the day before which none is delivered, YYYY-MM-DD"),
  claim: factOf(text).optional().describe("what the source says of them beyond the numbers"),
});

export type GpuGoalSpec = z.output<typeof gpuGoal>;
