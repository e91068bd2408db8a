import { z } from "zod";
import { factOf } from "../lib/fact.ts";

export const redundancies = ["N", "N+1", "2N"] as const;

/** The feeds that carry a phase's capacity: transformers or lines of one size. */
export const feeds = z.strictObject({
  redundancy: factOf(z.enum(redundancies)).describe("N: every feed is needed; N+1: one may fail; 2N: half may fail"),
  count: factOf(z.number().int().positive()).describe("the number of feeds, the spare ones included"),
  megawattsEach: factOf(z.number().positive()).describe("the megawatts that one feed can carry"),
});

export type FeedsSpec = z.output<typeof feeds>;
