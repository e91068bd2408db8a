import { jurisdictionCodes } from "../catalog/jurisdictions.ts";

/** A fault in the place of some data, told to the person who corrects it. */
interface Misplaced {
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

/** A tenant, and the places where its data may lie. */
export interface Resident {
  readonly name: string;
  readonly residency: readonly string[];
}

/** The fault of a copy of tenants' data in a place that some tenant does not allow; without tenants, in any place but the site's. */
export function misplacedCopy(what: string, jurisdiction: string, here: string, tenants: readonly Resident[]): Misplaced | undefined {
  const against = tenants.filter(({ residency }) => !residency.includes(jurisdiction)).map(({ name }) => name);
  const isAllowed = (code: string) => (tenants.length === 0 ? code === here : tenants.every(({ residency }) => residency.includes(code)));
  if (isAllowed(jurisdiction)) return undefined;
  return {
    got: `${what} in ${jurisdiction}${against.length === 0 ? "" : `, which ${against.join(", ")} ${against.length === 1 ? "does" : "do"} not allow`}`,
    want: `a place where ${tenants.length === 0 ? "the site stands" : "every tenant allows"}: ${jurisdictionCodes.filter(isAllowed).join(", ") || "nowhere"}`,
    fix: "move it; widen a tenant's residency only if its contract says so",
  };
}

/** The fault of volumes declared in another place than the machines that mount them. */
export function misplacedVolumes(what: string, jurisdiction: string, here: string): Misplaced | undefined {
  if (jurisdiction === here) return undefined;
  return { got: `${what} in ${jurisdiction}`, want: `${here}, where the site stands and its volumes lie`, fix: "correct the jurisdiction" };
}
