import type { z } from "zod";

/** The parts of a schema's definition that lead to its parts, over all the kinds that specs use. */
interface Definition {
  readonly type: string;
  readonly shape?: Record<string, z.core.$ZodType>;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
}

const definitionOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Definition;

/** A schema without its defaults and optional marks. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType } = definitionOf(schema);
  return innerType === undefined ? schema : bare(innerType);
}

/** The schemas that a value at `path` may have: several below a union. */
export function schemasAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType[] {
  const definition = definitionOf(bare(schema));
  if (definition.options !== undefined) return definition.options.flatMap((option) => schemasAt(option, path));
  const [key, ...rest] = path;
  if (key === undefined) return [bare(schema)];
  const next = definition.shape?.[String(key)] ?? definition.valueType ?? definition.element;
  return next === undefined ? [] : schemasAt(next, rest);
}

/** The keys that an object at `path` may have. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  return [...new Set(schemasAt(schema, path).flatMap((found) => Object.keys(definitionOf(found).shape ?? {})))];
}

/** The value at `path` of an input of unknown shape. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), input);
}
