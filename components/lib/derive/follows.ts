import type { z } from "zod";

/** Marks the schema of a value that follows from others: in words, what it is where it is left out. */
export const followsMark = "follows";

/** A schema whose value may be left out of the input. */
type LeftOut<Schema extends z.ZodType> = Schema & { readonly _zod: { readonly optin: "optional" } };

/**
 * A field that may be left out, since its value follows from others; a derivation works it out before the schema sees the input, which still requires it.
 *
 * @param formula What the value is, in words that go on after "left out, ": `the only key of storage.encryptionKeys`.
 */
export const follows = <Schema extends z.ZodType>(schema: Schema, formula: string) =>
  schema.meta({ [followsMark]: formula }) as unknown as LeftOut<Schema>;

/** The words of a schema's own formula. */
export function formulaOf(schema: z.core.$ZodType): string | undefined {
  const words = (schema as z.ZodType).meta()?.[followsMark];
  return typeof words === "string" ? words : undefined;
}
