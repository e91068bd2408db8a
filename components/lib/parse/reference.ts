import { printNames, type Fault } from "./fault.ts";
import { nearest } from "./nearest.ts";

/** A name in a stack file that must be one of others, and is not. */
export interface WrongName {
  readonly path: string;
  readonly name: string;
  /** What is told of it, where the name alone would say too little. */
  readonly got?: string;
  /** What it should name: `a phase of the site`. */
  readonly of: string;
  readonly known: readonly string[];
  /** What to do, if no name is near. */
  readonly fix: string;
  /** The path that all who give this name miss: `tenants.openai`. They are told together. */
  readonly missing?: string;
}

/** The fault of a name that names nothing, with the name that is nearest to it. */
export function wrongName({ path, name, got = name, of, known, fix, missing }: WrongName): Fault {
  const meant = nearest(name, known);
  return {
    path,
    got,
    want: `${of}: ${printNames(known)}`,
    fix: meant === undefined ? fix : `did you mean ${meant}? If not, ${fix}`,
    ...(missing === undefined ? {} : { missing }),
  };
}

/** The fault of an entry that is named after a tenant whom nobody declares. */
export const undeclaredTenant = (path: string, name: string, known: readonly string[], what: string): Fault =>
  wrongName({
    path,
    name,
    got: `${what} a tenant that nobody declares`,
    of: "a key of tenants",
    known,
    fix: `declare tenants.${name} (legal entity, owners, residency), or correct the name`,
    missing: `tenants.${name}`,
  });

/** Faults of one cause are told once, at the first place, with the others named there. */
export function joinCauses(faults: readonly Fault[]): Fault[] {
  const groups = Map.groupBy(faults, (fault) => fault.missing ?? fault);
  return [...groups.values()].flatMap(([first, ...others]): Fault[] => {
    if (first === undefined) return [];
    if (others.length === 0) return [first];
    return [{ ...first, got: `${first.got}; so in ${others.map(({ path }) => path).join(", ")}` }];
  });
}
