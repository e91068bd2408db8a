import { jurisdictionCodes } from "../catalog/jurisdictions.ts";

/** What is wrong with the place of some data, for the person who mends it. */
interface Misplaced {
  readonly got: string;
  readonly want: string;
  readonly fix: string;
}

/** A tenant, and where its data may lie. */
export interface Resident {
  readonly name: string;
  readonly residency: readonly string[];
}

/** A copy of tenants' data in a place that some tenant does not allow; without tenants, in another place than the site's. */
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

/** Volumes that are said to lie elsewhere than the machines that mount them. */
export function misplacedVolumes(what: string, jurisdiction: string, here: string): Misplaced | undefined {
  if (jurisdiction === here) return undefined;
  return { got: `${what} in ${jurisdiction}`, want: `${here}, where the site stands and its volumes lie`, fix: "correct the jurisdiction" };
}
