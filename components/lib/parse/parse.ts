import type { z } from "zod";
import { areaReader, type Area, type AreaPath, type ParsedArea } from "./areas.ts";
import { FaultError, type Fault } from "./fault.ts";
import { prototypeFaults } from "./prototypes.ts";
import { shapeFaults } from "./shape.ts";

/** A rule across areas: it names what it reads, and is skipped only if one of those has a fault of shape; of `clusters.*` it gets the clusters that have none. */
export interface SpecRule<Spec> {
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
  ): SpecRule<Spec> => ({ reads, faults: faults as (...areas: never[]) => Fault[] });
}

/**
 * Parses a stack's data in two passes, the shape by the schema and then the rules over the areas that parsed, and reports the faults of both together.
 * (In a single pass, a fault of type would hide every refinement behind it.)
 *
 * @param known Faults that were found where the data was loaded: they are reported with the others.
 * @throws FaultError naming the file, with one line per fault.
 */
export function parseSpec<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  rules: readonly SpecRule<z.output<Schema>>[],
  input: unknown,
  known: readonly Fault[] = [],
): z.output<Schema> {
  const whole = schema.safeParse(input);
  const faults = [...known, ...prototypeFaults(input), ...(whole.success ? [] : shapeFaults(schema, input, whole.error))];
  const areaAt = areaReader(schema, input, whole.data);
  faults.push(...rules.flatMap((rule) => judge(rule, areaAt)));
  if (!whole.success || faults.length > 0) throw new FaultError(file, faults);
  return whole.data;
}

/** What rules find in a spec that parsed: notes on what is right in itself, and still worth a look. */
export function findIn<Schema extends z.ZodObject>(
  schema: Schema,
  rules: readonly SpecRule<z.output<Schema>>[],
  spec: z.output<Schema>,
): Fault[] {
  const areaAt = areaReader(schema, spec, spec);
  return rules.flatMap((rule) => judge(rule, areaAt));
}

/** The faults that a rule finds in its areas; none if one of these did not parse. */
function judge<Spec>(rule: SpecRule<Spec>, areaAt: (path: string) => ParsedArea): Fault[] {
  const areas: unknown[] = [];
  for (const path of rule.reads) {
    const area = areaAt(path);
    if (!area.success) return [];
    areas.push(area.data);
  }
  return rule.faults(...(areas as never[]));
}
