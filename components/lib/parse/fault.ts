/** What is wrong with one value of a stack file, for the person who mends it. */
export interface Fault {
  /** Where: `site.phases[1].capacityMegawatts`. */
  readonly path: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

/** `narvik.ts: site.phases[1].capacityMegawatts: got -1, want …; fix: …`, a line a fault. */
export function printFaults(file: string, faults: readonly Fault[]): string {
  return faults.map(({ path, got, want, fix }) => `${file}: ${path}: got ${got}, want ${want}; fix: ${fix}`).join("\n");
}

/** A stack file that cannot be used, with every fault it has. */
export class FaultError extends Error {
  readonly faults: readonly Fault[];

  constructor(file: string, faults: readonly Fault[]) {
    super(printFaults(file, faults));
    this.name = "FaultError";
    this.faults = faults;
  }
}

/** The path of a value in a stack file, as one would write it in TypeScript. */
export function printPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((printed, key) => {
    if (typeof key === "number") return `${printed}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_$][\w$]*$/.test(name)) return `${printed}[${JSON.stringify(name)}]`;
    return printed === "" ? name : `${printed}.${name}`;
  }, "");
}
