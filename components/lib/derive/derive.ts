import { printPath } from "../parse/fault.ts";
import { valueAt } from "../parse/walk.ts";

type Keys = readonly (string | number)[];

/** Reads a value of the input, which nothing has checked yet, and notes that it was read. */
export interface Reader {
  (...path: Keys): unknown;
  /** The value of a fact. */
  readonly fact: (...path: Keys) => unknown;
  /** The names in a record; none where it is anything else. */
  readonly names: (...path: Keys) => string[];
}

/** How a value that is left out follows from others. */
export interface Derivation {
  /** The fields that it is for: `clusters.*.kubernetes?.tenants`, with `*` for each name or number, and `?` after what is made where it is left out too. */
  readonly path: string;
  /** The value, or undefined where it does not follow; `names` are those that the path has for `*`, in their order. */
  readonly value: (read: Reader, ...names: string[]) => unknown;
}

/** An input with what follows in it. */
export interface Derived {
  readonly input: unknown;
  /** The paths that a value was worked out for, each with the paths that were read for it: `keys of clusters` where only names were. */
  readonly from: ReadonlyMap<string, readonly string[]>;
  /** The paths that are left out and do not follow, each with the paths that were read. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

type Container = Readonly<Record<string, unknown>>;

const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;

const namesIn = (value: unknown): string[] => (isContainer(value) && !Array.isArray(value) ? Object.keys(value) : []);

const ofFact = (value: unknown): unknown => (isContainer(value) ? value["value"] : undefined);

/** The same container with another value at a path of it; whatever is not on the path is kept as it is. */
function withValue(container: unknown, [key = "", ...rest]: Keys, value: unknown): unknown {
  const before = isContainer(container) ? container : {};
  const next = rest.length === 0 ? value : withValue(before[key], rest, value);
  if (Array.isArray(before)) return (before as readonly unknown[]).with(Number(key), next);
  return { ...before, [key]: next };
}

interface Place {
  readonly path: Keys;
  readonly names: readonly string[];
}

/** The places in the input that a pattern means, whether there is a value or not. */
function placesOf(input: unknown, segments: readonly string[]): Place[] {
  return segments.reduce<Place[]>(
    (places, segment, index) => {
      const isLast = index === segments.length - 1;
      return places.flatMap(({ path, names }): Place[] => {
        const parent = valueAt(input, path);
        if (segment === "*") {
          if (!isContainer(parent)) return [];
          const keys = Array.isArray(parent) ? parent.map((_, at) => at) : Object.keys(parent);
          return keys.map((key) => ({ path: [...path, key], names: [...names, String(key)] }));
        }
        const key = segment.replace("?", "");
        const isMade = segments[index - 1]?.endsWith("?") === true && parent === undefined;
        if (!isMade && (!isContainer(parent) || Array.isArray(parent))) return [];
        const isThere = valueAt(parent, [key]) !== undefined;
        return isThere || isLast || segment.endsWith("?") ? [{ path: [...path, key], names }] : [];
      });
    },
    [{ path: [], names: [] }],
  );
}

/** The outermost part of a path that the input does not have. */
const firstMissing = (input: unknown, path: Keys): Keys =>
  path.slice(0, path.findIndex((_, index) => valueAt(input, path.slice(0, index + 1)) === undefined) + 1);

/** Reads an input, and adds what is read to the paths. */
function readerOf(input: unknown, paths: Set<string>): Reader {
  const read = (...keys: Keys) => {
    paths.add(printPath(keys));
    return valueAt(input, keys);
  };
  const names = (...keys: Keys) => {
    paths.add(`keys of ${printPath(keys)}`);
    return namesIn(valueAt(input, keys));
  };
  return Object.assign(read, { fact: (...keys: Keys) => ofFact(read(...keys)), names });
}

/** Works out what is left out and follows. A derivation reads what those before it have worked out. */
export function derive(derivations: readonly Derivation[], input: unknown): Derived {
  const from = new Map<string, readonly string[]>();
  const missing = new Map<string, readonly string[]>();
  let current = input;
  for (const { path: pattern, value } of derivations) {
    for (const { path, names } of placesOf(current, pattern.split("."))) {
      if (valueAt(current, path) !== undefined) continue;
      const paths = new Set<string>();
      const found = value(readerOf(current, paths), ...names);
      if (found === undefined) {
        const name = printPath(firstMissing(current, path));
        missing.set(name, [...(missing.get(name) ?? []), ...paths]);
      } else {
        from.set(printPath(path), [...paths]);
        current = withValue(current, path, found);
      }
    }
  }
  return { input: current, from, missing };
}
