import type { z } from "zod";
import { nearest } from "./nearest.ts";
import { keysAt, valueAt } from "./walk.ts";

/** A key that the schema does not know, by its place, and the one that was meant: of those that are not there, the nearest. */
interface Misspelling {
  readonly path: readonly PropertyKey[];
  readonly name: string;
  readonly meant: string;
}

/** The known key of an object at a path that an unknown one most likely stands for. */
export function keyMeant(schema: z.core.$ZodType, input: unknown, path: readonly PropertyKey[], name: string): string | undefined {
  const absent = keysAt(schema, path, input).filter((key) => valueAt(input, [...path, key]) === undefined);
  return nearest(name, absent);
}

/** The input with a key renamed; only the objects on the way are copied. */
function renamed(input: unknown, [head, ...rest]: readonly PropertyKey[], name: string, meant: string): unknown {
  if (Array.isArray(input)) return input.map((item, index) => (index === head ? renamed(item, rest, name, meant) : (item as unknown)));
  const entries = Object.entries(input as Record<string, unknown>);
  if (head === undefined) return Object.fromEntries(entries.map(([key, value]) => [key === name ? meant : key, value]));
  return Object.fromEntries(entries.map(([key, value]) => [key, key === head ? renamed(value, rest, name, meant) : value]));
}

/**
 * The input as it was most likely meant: with misspelt keys put right. A misspelt key is one fault, and not also the lack of the right one, nor what follows from that.
 */
export function asMeant(schema: z.core.$ZodType, input: unknown, error: z.core.$ZodError): unknown {
  const misspelt = error.issues.flatMap((issue): Misspelling[] => {
    if (issue.code !== "unrecognized_keys") return [];
    const { path, keys } = issue;
    return keys.flatMap((name) => {
      const meant = keyMeant(schema, input, path, name);
      return meant === undefined ? [] : [{ path, name, meant }];
    });
  });
  // Two keys that seem to mean the same cannot both be it.
  const of = ({ path, meant }: Misspelling) => JSON.stringify([...path.map(String), meant]);
  const first = [...Map.groupBy(misspelt, of).values()].flatMap(([one]) => (one === undefined ? [] : [one]));
  // The innermost first: a path leads through the keys as they are.
  const inwards = first.sort((one, other) => other.path.length - one.path.length);
  return inwards.reduce((meant, { path, name, meant: key }) => renamed(meant, path, name, key), input);
}
