import type { JurisdictionCode } from "../../components/catalog/jurisdictions.ts";
import type { Resource, Rule } from "./rule.ts";

/** The site on which a stack's resources stand. */
export interface Place {
  /** The key by which its namespace and the zone of its hosts are named. */
  readonly site: string;
  readonly jurisdiction: JurisdictionCode;
}

type Fields = Readonly<Record<string, unknown>>;

/** Entries that a map of a resource lacks: labels, or a node selector. */
export interface Addition {
  /** An object within the resource's properties, and where the map is in it. */
  readonly holder: Fields;
  readonly path: readonly ["metadata", "labels"] | readonly ["nodeSelector"];
  readonly entries: Readonly<Record<string, string>>;
}

/**
 * Adds what is left out of a resource before it is made, where a user sets the policy of this name to `remediate`.
 *
 * It adds labels and selectors alone, and overwrites none: what somebody wrote is for that person to mend, and the rule still judges it.
 */
export interface Remedy extends Pick<Rule, "name" | "description" | "why" | "severity" | "framework" | "tags"> {
  /** The rules that a resource then satisfies. */
  readonly mends: readonly string[];
  readonly additions: (resource: Resource, place: Place) => readonly Addition[];
}

/** The object at a path, made where it is missing. */
function objectAt(holder: Fields, path: readonly string[]): Fields {
  return path.reduce<Fields>((from, key) => {
    if (from[key] === undefined) Reflect.set(from, key, {});
    return from[key] as Fields;
  }, holder);
}

/** Puts the entries of additions that are not there yet into a resource. Returns whether there were any. */
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
