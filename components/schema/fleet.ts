import { z } from "zod";
import { isoDate } from "../lib/date.ts";
import { factOf } from "../lib/fact.ts";
import { key } from "../lib/names.ts";

const milestone = z.strictObject({
  date: isoDate.describe("the date by which the GPUs are there, YYYY-MM-DD"),
  gpus: factOf(z.number().int().positive()).describe("the GPUs of the whole fleet, one or more"),
});

/** The fleet: the stacks of its sites, and its promised milestones. */
export const fleetSpec = z.strictObject({
  asOf: isoDate.describe("the date at which plans and previews are made, YYYY-MM-DD"),
  sites: z.array(key).min(1).describe("the stacks of the sites"),
  milestones: z.array(milestone).describe("the milestones of the fleet, in the order of their dates"),
});

/** The contents of the fleet's data file. */
export type FleetInput = z.input<typeof fleetSpec>;
export type FleetSpec = z.output<typeof fleetSpec>;
