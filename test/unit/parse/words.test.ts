import { expect, test } from "vitest";
import { z } from "zod";
import { fleetSpec } from "../../../components/schema/fleet.ts";
import { stackSpec } from "../../../components/schema/stack.ts";
import { parseSpec } from "../../../components/lib/parse/parse.ts";
import { linesOf } from "../../support/invalid.ts";

interface Definition {
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly keyType?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}

/** Every schema of text in a schema. */
function texts(schema: z.ZodType, seen = new Set<z.ZodType>()): z.ZodType[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  if (schema.type === "string") return [schema];
  const { shape = {}, keyType, valueType, element, innerType, options = [] } = schema._zod.def as unknown as Definition;
  const within = [...Object.values(shape), keyType, valueType, element, innerType, ...options];
  return within.flatMap((inner) => (inner === undefined ? [] : texts(inner, seen)));
}

test("what is wanted of a text is said in words, never as a pattern or the name of a format", () => {
  const all = [stackSpec, fleetSpec].flatMap((schema) => texts(schema));
  const told = all.flatMap((schema) => linesOf(() => parseSpec("a.ts", z.strictObject({ it: schema }), [], { it: "\u0000" })));
  expect(told.length).toBeGreaterThan(10);
  expect(told.filter((line) => /that matches|in the format|Invalid|\\[dswp]/.test(line))).toEqual([]);
});
