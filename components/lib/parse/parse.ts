import type { z } from "zod";
import { derive, type Derivation, type Derived } from "../derive/derive.ts";
import { areaReader, type Area, type AreaPath, type ParsedArea } from "./areas.ts";
import { FaultError, placed, type Fault, type PlaceOf } from "./fault.ts";
import { asMeant } from "./misspelt.ts";
import { prototypeFaults } from "./prototypes.ts";
import { joinCauses } from "./reference.ts";
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

/** What a caller knows of a spec's data beyond the data. */
export interface Given {
  /** Faults that were found where the data was loaded: they are reported with the others. */
  readonly faults?: readonly Fault[] | undefined;
  /** How values that are left out follow from others. */
  readonly derivations?: readonly Derivation[];
  /** The file and line of the value at a path, where it is known. */
  readonly placeOf?: PlaceOf | undefined;
}

/** True if a path is the other one, or lies in it. */
const isIn = (inner: string, outer: string) => inner === outer || (inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length)));

/** True if one of the paths lies in the other. */
const overlap = (one: string, other: string) => isIn(one, other) || isIn(other, one);

/** True if a fault lies in what was read, or what was read lies in it; of what only the names were read of, those within do not matter. */
const touches = (fault: string, read: string) =>
  read.startsWith("keys of ") ? isIn(read.slice("keys of ".length), fault) : overlap(fault, read);

/** What a value followed from, where it was not written itself. */
function sourceOf(path: string, { from }: Derived): string | undefined {
  const [, paths = []] = [...from].find(([derived]) => isIn(path, derived)) ?? [];
  return paths.find((read) => !read.startsWith("keys of "));
}

/** Faults with the place of each value; those of a value that is not written name what it follows from. */
const asWritten = (faults: readonly Fault[], derived: Derived, placeOf: PlaceOf = () => undefined): Fault[] =>
  placed(
    faults.map((fault) => {
      const source = sourceOf(fault.path, derived);
      return source === undefined ? fault : { ...fault, got: `${fault.got} (follows from ${source})` };
    }),
    (path) => placeOf(sourceOf(path, derived) ?? path),
  );

/** Faults without those of values that do not follow, or are wrong, only because what they follow from has a fault of its own. */
const withoutFollowing = (faults: readonly Fault[], { from, missing }: Derived): Fault[] =>
  faults.filter(({ path }) => {
    const read = [...(missing.get(path) ?? []), ...[...from].flatMap(([derived, paths]) => (isIn(path, derived) ? paths : []))];
    return !read.some((each) => faults.some((other) => other.path !== path && touches(other.path, each)));
  });

/**
 * Parses a stack's data in two passes, the shape by the schema and then the rules over the areas that parsed, and reports the faults of both together.
 * (In a single pass, a fault of type would hide every refinement behind it.)
 *
 * @param given What else is known of the data.
 * @throws FaultError naming the file, with one line per fault.
 */
export function parseSpec<Schema extends z.ZodObject>(
  file: string,
  schema: Schema,
  rules: readonly SpecRule<z.output<Schema>>[],
  data: unknown,
  { faults: known = [], derivations = [], placeOf }: Given = {},
): z.output<Schema> {
  const derived = derive(derivations, data);
  const { input } = derived;
  const whole = schema.safeParse(input);
  const written = whole.success ? data : asMeant(schema, data, whole.error);
  const meant = written === data ? derived : derive(derivations, written);
  const ofShape = whole.success ? [] : withoutFollowing(shapeFaults(schema, { data, input, meant: meant.input }, whole.error), meant);
  const areaAt = areaReader(schema, meant.input, whole.data);
  const faults = [...known, ...prototypeFaults(data), ...ofShape, ...joinCauses(rules.flatMap((rule) => judge(rule, areaAt)))];
  if (!whole.success || faults.length > 0) throw new FaultError(file, asWritten(faults, meant, placeOf));
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
