import { z } from "zod";
import { schemasAt, valueAt } from "./walk.ts";

/** `site.phases`: a part of a spec that rules read, one or two keys deep. */
type PartPath<Spec> = {
  [K in keyof Spec & string]: K | (Spec[K] extends readonly unknown[] | string ? never : `${K}.${keyof NonNullable<Spec[K]> & string}`);
}[keyof Spec & string];

type Part<Spec, Path extends string> = Path extends `${infer Head}.${infer Tail}`
  ? Head extends keyof Spec
    ? Tail extends keyof NonNullable<Spec[Head]>
      ? NonNullable<Spec[Head]>[Tail]
      : never
    : never
  : Path extends keyof Spec
    ? Spec[Path]
    : never;

/** The parts that hold things by names of the file's own. */
type RecordPath<Spec> = {
  [Path in PartPath<Spec>]: string extends keyof NonNullable<Part<Spec, Path>> ? Path : never;
}[PartPath<Spec>];

/**
 * An area of the spec that rules read:
 * - `clusters`: all of it, so that a rule may add up or compare with all;
 * - `clusters.*`: the entries whose shape is right, for rules that judge each by itself;
 * - `keys of clusters`: all names, of the entries whose shape is wrong too, for rules that ask whether a name is there.
 */
export type AreaPath<Spec> = PartPath<Spec> | `${RecordPath<Spec>}.*` | `keys of ${RecordPath<Spec>}`;

/** The type of the area at a path. */
export type Area<Spec, Path extends string> = Path extends `keys of ${string}`
  ? readonly string[]
  : Path extends `${infer Whole}.*`
    ? NonNullable<Part<Spec, Whole>>
    : Part<Spec, Path>;

/** An area of the input, if its shape is right. */
export type ParsedArea = { readonly success: true; readonly data: unknown } | { readonly success: false };

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The schema of a part, with its defaults and optional marks, which decide what a missing part means. */
function schemaOf(schema: z.ZodObject, keys: readonly string[]): z.core.$ZodType | undefined {
  const [parent] = schemasAt(schema, keys.slice(0, -1));
  return parent instanceof z.ZodObject ? (parent.shape[keys.at(-1) ?? ""] as z.core.$ZodType) : undefined;
}

function parsePart(schema: z.ZodObject, keys: readonly string[], input: unknown): ParsedArea {
  const found = schemaOf(schema, keys);
  return found === undefined ? { success: false } : z.safeParse(found, valueAt(input, keys));
}

/** The entries of a part that parse, each by itself. */
function parseEntries(schema: z.ZodObject, keys: readonly string[], input: unknown): ParsedArea {
  const value = valueAt(input, keys);
  if (!isRecord(value)) {
    const whole = parsePart(schema, keys, input);
    return whole.success ? { success: true, data: whole.data ?? {} } : whole;
  }
  const found = schemaOf(schema, keys);
  if (found === undefined) return { success: false };
  const entries = Object.entries(value).flatMap(([name, entry]) => {
    const { data } = z.safeParse(found, { [name]: entry });
    return isRecord(data) ? Object.entries(data) : [];
  });
  return { success: true, data: Object.fromEntries(entries) };
}

/** Reads areas of an input, whose faults of shape, if any, are known already. `parsed` is the whole input, where all of it parsed. */
export function areaReader(schema: z.ZodObject, input: unknown, parsed: unknown): (path: string) => ParsedArea {
  return (path) => {
    const ofKeys = path.startsWith("keys of ");
    const ofEntries = path.endsWith(".*");
    const keys = path.replace(/^keys of |\.\*$/g, "").split(".");
    // What belongs to a part that is left out gives a rule nothing to judge, whether it may be left out or is missed.
    if (keys.length > 1 && valueAt(parsed ?? input, keys.slice(0, -1)) === undefined) return { success: false };
    if (parsed !== undefined) {
      const data = valueAt(parsed, keys);
      return { success: true, data: ofKeys ? Object.keys(data ?? {}) : ofEntries ? (data ?? {}) : data };
    }
    if (!ofKeys) return (ofEntries ? parseEntries : parsePart)(schema, keys, input);
    const value = valueAt(input, keys);
    const area: ParsedArea = isRecord(value) ? { success: true, data: value } : parsePart(schema, keys, input);
    return area.success ? { success: true, data: Object.keys(area.data ?? {}) } : area;
  };
}
