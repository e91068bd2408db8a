import { z } from "zod";
import { formulaOf } from "../derive/follows.ts";

/** The fields of a schema's definition that lead to nested schemas, over all the kinds that specs use. */
interface Definition {
  readonly shape?: Record<string, z.core.$ZodType>;
  readonly valueType?: z.core.$ZodType;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly discriminator?: string;
}

const definitionOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Definition;

/** The options of a union that a value can mean: the one that its discriminator names, else all. */
function optionsFor({ options = [], discriminator }: Definition, value: unknown): readonly z.core.$ZodType[] {
  if (discriminator === undefined) return options;
  const named = options.filter((option) => {
    const tag = definitionOf(option).shape?.[discriminator];
    return tag !== undefined && z.safeParse(tag, valueAt(value, [discriminator])).success;
  });
  return named.length > 0 ? named : options;
}

/** Every schema that applies at `path`, outermost first: defaults, optional marks and unions, then the schemas within these. */
function layersAt(schema: z.core.$ZodType, path: readonly PropertyKey[], value: unknown): z.core.$ZodType[] {
  const definition = definitionOf(schema);
  const [key, ...rest] = path;
  const here = key === undefined ? [schema] : [];
  if (definition.innerType !== undefined) return [...here, ...layersAt(definition.innerType, path, value)];
  if (definition.options !== undefined)
    return [...here, ...optionsFor(definition, value).flatMap((option) => layersAt(option, path, value))];
  if (key === undefined) return here;
  const next = definition.shape?.[String(key)] ?? definition.valueType ?? definition.element;
  return next === undefined ? [] : layersAt(next, rest, valueAt(value, [key]));
}

/** The schemas for a value at `path`: several below a union, unless the input names its option. */
export function schemasAt(schema: z.core.$ZodType, path: readonly PropertyKey[], input?: unknown): z.core.$ZodType[] {
  return layersAt(schema, path, input).filter((found) => {
    const { innerType, options } = definitionOf(found);
    return innerType === undefined && options === undefined;
  });
}

/** The keys that an object at `path` may have. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[], input?: unknown): string[] {
  return [...new Set(schemasAt(schema, path, input).flatMap((found) => Object.keys(definitionOf(found).shape ?? {})))];
}

/** The discriminator of the union at `path`. */
export function discriminatorAt(schema: z.core.$ZodType, path: readonly PropertyKey[], input?: unknown): string | undefined {
  return layersAt(schema, path, input)
    .map((found) => definitionOf(found).discriminator)
    .find((name) => name !== undefined);
}

/** The schema's description of `path`. */
export function descriptionAt(schema: z.core.$ZodType, path: readonly PropertyKey[], input?: unknown): string | undefined {
  return layersAt(schema, path, input)
    .map((found) => (found as z.ZodType).description)
    .find((text) => text !== undefined);
}

/** In words, what the value at `path` follows from, where it may be left out for that. */
export function formulaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string | undefined {
  return layersAt(schema, path, undefined)
    .map(formulaOf)
    .find((words) => words !== undefined);
}

/** The value at `path` of an input of unknown shape. */
export function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined), input);
}
