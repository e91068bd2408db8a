import { z } from "zod";
import { FaultError, type Fault } from "./fault.ts";
import { shapeFaults } from "./shape.ts";
import { schemasAt, valueAt } from "./walk.ts";

/** `site.phases`: the path of an area of the spec that rules read, one or two keys deep. */
export type AreaPath<Spec> = {
  [K in keyof Spec & string]: K | (Spec[K] extends readonly unknown[] | string ? never : `${K}.${keyof NonNullable<Spec[K]> & string}`);
}[keyof Spec & string];

/** The type of the area at a path. */
export type Area<Spec, Path extends string> = Path extends `${infer Head}.${infer Tail}`
  ? Head extends keyof Spec
    ? Tail extends keyof NonNullable<Spec[Head]>
      ? NonNullable<Spec[Head]>[Tail]
      : never
    : never
  : Path extends keyof Spec
    ? Spec[Path]
    : never;

/** A rule across areas. It names the areas that it reads, and is skipped only if one of them has a fault of shape. */
export interface Rule<Spec> {
  readonly reads: readonly string[];
  /** Judges the areas, which arrive in the order of `reads`, each with its declared type. */
  readonly faults: (...areas: never[]) => Fault[];
  readonly spec?: Spec;
}

/** Makes rules for one kind of spec: the compiler checks their paths and types their areas. */
export function rulesOver<Spec>() {
  return <const Paths extends readonly AreaPath<Spec>[]>(
    reads: Paths,
    faults: (...areas: { -readonly [K in keyof Paths]: Area<Spec, Paths[K]> }) => Fault[],
  ): Rule<Spec> => ({ reads, faults: faults as (...areas: never[]) => Fault[] });
}

/**
 * Parses a stack's data in two passes, the shape by the schema and then the rules over the areas that parsed, and reports the faults of both together.
 * (In a single pass, a fault of type would hide every refinement behind it.)
 *
 * @throws FaultError naming the file, with one line per fault.
 */
export function parseSpec<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  rules: readonly Rule<z.output<Schema>>[],
  input: unknown,
): z.output<Schema> {
  const whole = schema.safeParse(input);
  const faults = whole.success ? [] : shapeFaults(schema, input, whole.error);
  // If the whole parsed, so did each area.
  const areaAt = (keys: readonly string[]): ParsedArea =>
    whole.success ? { success: true, data: valueAt(whole.data, keys) } : parseArea(schema, keys, input);
  faults.push(...rules.flatMap((rule) => judge(rule, areaAt)));
  if (!whole.success || faults.length > 0) throw new FaultError(file, faults);
  return whole.data;
}

/** The faults that a rule finds in its areas; none if one of these did not parse. */
function judge<Spec>(rule: Rule<Spec>, areaAt: (keys: readonly string[]) => ParsedArea): Fault[] {
  const areas: unknown[] = [];
  for (const path of rule.reads) {
    const area = areaAt(path.split("."));
    if (!area.success) return [];
    areas.push(area.data);
  }
  return rule.faults(...(areas as never[]));
}

/** An area of the input, if its shape is right. */
type ParsedArea = { readonly success: true; readonly data: unknown } | { readonly success: false };

function parseArea(schema: z.ZodObject, keys: readonly string[], input: unknown): ParsedArea {
  const [areaSchema] = schemasAtWithMarks(schema, keys);
  return areaSchema === undefined ? { success: false } : z.safeParse(areaSchema, valueAt(input, keys));
}

/** Like schemasAt, but keeps the last step's defaults and optional marks, which decide what a missing area means. */
function schemasAtWithMarks(schema: z.ZodObject, keys: readonly string[]): z.core.$ZodType[] {
  const parents = schemasAt(schema, keys.slice(0, -1));
  return parents.flatMap((parent) => (parent instanceof z.ZodObject ? [parent.shape[keys.at(-1) ?? ""] as z.core.$ZodType] : []));
}
