import type { JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import type { Resource, Rule } from "./rule.ts";

/** The site of a stack's resources. */
export interface RemedyPlace {
  /** The site's key, which names its namespace and the zone of its hosts. */
  readonly site: string;
  readonly jurisdiction: JurisdictionCode;
}

type Fields = Readonly<Record<string, unknown>>;

/** Entries that a map of a resource lacks: labels, or a node selector. */
export interface Addition {
  /** The object within the resource's properties that holds the map, and the path of the map in it. */
  readonly holder: Fields;
  readonly path: readonly ["metadata", "labels"] | readonly ["nodeSelector"];
  readonly entries: Readonly<Record<string, string>>;
}

/**
 * Adds missing entries to a resource before it is made, if the user sets the policy of this name to `remediate`.
 *
 * It adds labels and selectors only and overwrites none: a wrong value stays for its author to correct, and the rule still judges it.
 */
export interface Remedy extends Pick<Rule, "name" | "description" | "why" | "severity" | "framework" | "tags"> {
  /** The rules that the resource then satisfies. */
  readonly mends: readonly string[];
  readonly additions: (resource: Resource, place: RemedyPlace) => readonly Addition[];
}

/** The object at a path, created if missing. */
function objectAt(holder: Fields, path: readonly string[]): Fields {
  return path.reduce<Fields>((from, key) => {
    if (from[key] === undefined) Reflect.set(from, key, {});
    return from[key] as Fields;
  }, holder);
}

/** Adds the missing entries to a resource. Returns true if there were any. */
export function applyAdditions(additions: readonly Addition[]): boolean {
  let isChanged = false;
  for (const { holder, path, entries } of additions) {
    const map = objectAt(holder, path);
    for (const [key, value] of Object.entries(entries)) {
      if (Object.hasOwn(map, key)) continue;
      Reflect.set(map, key, value);
      isChanged = true;
    }
  }
  return isChanged;
}
