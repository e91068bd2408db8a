import { z } from "zod";
import { disputeOf, type Dispute } from "./dispute.ts";
import { meaningfulText } from "./text.ts";

/**
 * A value of the real world, with its source.
 *
 * `stated`: in the operator's own documents; `announced`: made public by others (second-hand); `assumed`: in no source, so
 * previews, reports and outputs list every assumption with its reason.
 */
export type Fact<T> =
  | { readonly basis: "stated" | "announced"; readonly value: T; readonly source: string; readonly disputed?: Dispute | undefined }
  | { readonly basis: "assumed"; readonly value: T; readonly reason: string; readonly disputed?: Dispute | undefined };

/** A value that the operator or the maker states, with its source. */
export function stated<const T>(value: T, source: string): Fact<T> {
  return { basis: "stated", value, source };
}

/** A value that others made public (second-hand), with its source. */
export function announced<const T>(value: T, source: string): Fact<T> {
  return { basis: "announced", value, source };
}

/** A value that no public source states, with the reason for choosing it. */
export function assumed<const T>(value: T, reason: string): Fact<T> {
  return { basis: "assumed", value, reason };
}

/** The schema of a fact whose value has the schema `value`. */
export function factOf<Value extends z.ZodType>(value: Value) {
  const disputed = disputeOf(value).optional().describe("the other claims where sources differ: write disputed(fact, reason, claims)");
  return z.discriminatedUnion("basis", [
    z.strictObject({
      basis: z.enum(["stated", "announced"]),
      value,
      source: meaningfulText.describe("the document that says so"),
      disputed,
    }),
    z.strictObject({
      basis: z.literal("assumed"),
      value,
      reason: meaningfulText.describe("why this value stands in for one that no public source states"),
      disputed,
    }),
  ]);
}
