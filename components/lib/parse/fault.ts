/** A fault in one value of a stack file, told to the person who corrects it. */
export interface Fault {
  /** File and line, where they are known: `stacks/narvik.ts:84`. */
  readonly place?: string;
  /** Path of the value: `site.phases[1].capacityMegawatts`. */
  readonly path: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  /** The path of what is named here and is not there: `tenants.openai`. Faults that miss the same are one. */
  readonly missing?: string;
}

/** The file and line in which the value at a path is written, where that is known: `stacks/narvik.ts:84`. */
export type PlaceOf = (path: string) => string | undefined;

/** Faults with the place of each value, where it is known. */
export const placed = (faults: readonly Fault[], placeOf: PlaceOf): Fault[] =>
  faults.map((fault) => {
    const place = fault.place ?? placeOf(fault.path);
    return place === undefined ? fault : { ...fault, place };
  });

/** `narvik.ts: site.phases[1].capacityMegawatts: got -1, want …; fix: …`, one line per fault. */
export function printFaults(file: string, faults: readonly Fault[]): string {
  return faults.map(({ place = file, path, got, want, fix }) => `${place}: ${path}: got ${got}, want ${want}; fix: ${fix}`).join("\n");
}

/** An error in the user's own data or environment: its message is complete, and is printed without a stack trace. */
export class StackError extends Error {}

/** A stack file that cannot be used, with all its faults. */
export class FaultError extends StackError {
  readonly faults: readonly Fault[];

  constructor(file: string, faults: readonly Fault[]) {
    super(printFaults(file, faults));
    this.name = "FaultError";
    this.faults = faults;
  }
}

/** `hall-1, hall-2`: the names to choose from. */
export const printNames = (names: readonly string[]): string => (names.length > 0 ? names.join(", ") : "none is declared");

/** The path of a value in a stack file: `clusters.hall-1.phases[0]`. */
export function printPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "the whole input";
  return path.reduce<string>((printed, key) => {
    if (typeof key === "number") return `${printed}[${key}]`;
    const name = String(key);
    if (!/^[\w$-]+$/.test(name)) return `${printed}[${JSON.stringify(name)}]`;
    return printed === "" ? name : `${printed}.${name}`;
  }, "");
}
