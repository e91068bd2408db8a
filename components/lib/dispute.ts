import { z } from "zod";

/** What another source says of a fact. */
export interface Claim {
  readonly value: unknown;
  /** Who says so. */
  readonly by: string;
  /** When it was said: a day, a month or a year, as exact as is known. */
  readonly on: string;
  readonly source: string;
}

/** The other claims on a fact, and the reason for the value that was chosen over them. */
export interface Dispute {
  readonly reason: string;
  readonly claims: readonly Claim[];
}

/** Marks a fact on which sources differ: its value is the one that counts, the others stay visible beside it. */
export const disputed = <Chosen extends object>(fact: Chosen, reason: string, claims: readonly Claim[]) => ({
  ...fact,
  disputed: { reason, claims },
});

/** Marks the schema of a dispute in JSON Schema, where every fact has one. */
export const disputeMark = "isDispute";

/** The schema of the dispute over a value of this schema. Its type says nothing of the values: a fact of one kind could not be handed to a reader of a wider kind. */
export const disputeOf = (value: z.ZodType): z.ZodType<Dispute, Dispute> =>
  z
    .strictObject({
      reason: z.string().min(10).describe("why the value of the fact was chosen over the claims"),
      claims: z
        .array(
          z.strictObject({
            value,
            by: z.string().min(1).describe("who says so"),
            on: z
              .string()
              .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, { error: "a date, YYYY-MM-DD, YYYY-MM or YYYY" })
              .describe("when it was said: YYYY-MM-DD, YYYY-MM or YYYY"),
            source: z.string().min(1).describe("the document that says so"),
          }),
        )
        .min(1)
        .describe("what other sources say"),
    })
    .meta({ [disputeMark]: true });

/** `230 by Nscale, Aker and OpenAI, 2025-07-31`. */
export const printClaim = ({ value, by, on }: Claim): string => `${JSON.stringify(value)} by ${by}, ${on}`;

/** A disputed fact and its path. */
export interface DisputedFact extends Dispute {
  readonly path: string;
  readonly value: unknown;
}

const isDisputed = (value: object): value is { readonly value: unknown; readonly disputed: Dispute } =>
  "basis" in value && "disputed" in value && value.disputed !== undefined;

/** Every disputed fact in a value, with its path below `path`. */
export function disputesIn(value: unknown, path = ""): DisputedFact[] {
  if (typeof value !== "object" || value === null) return [];
  if (isDisputed(value)) return [{ path, value: value.value, ...value.disputed }];
  if ("basis" in value) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const step = Array.isArray(value) ? `[${key}]` : path === "" ? key : `.${key}`;
    return disputesIn(item, `${path}${step}`);
  });
}
