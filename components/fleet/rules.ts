import type { Fault } from "../lib/parse/fault.ts";
import { parseSpec, rulesOver, type Given } from "../lib/parse/parse.ts";
import { wrongName } from "../lib/parse/reference.ts";
import { fleetSpec, type FleetSpec } from "../schema/fleet.ts";
import type { StackSpec } from "../schema/stack.ts";
import { printNumber } from "../lib/number.ts";

const rule = rulesOver<FleetSpec>();

const sitesDiffer = rule(["sites"], (sites) =>
  sites.flatMap((site, index): Fault[] =>
    sites.indexOf(site) === index
      ? []
      : [{ path: `sites[${index}]`, got: `${site} a second time`, want: "each site once", fix: "remove it, or correct the name" }],
  ),
);

const milestonesGrow = rule(["milestones"], (milestones) =>
  milestones.flatMap((milestone, index): Fault[] => {
    const before = milestones[index - 1];
    if (before === undefined) return [];
    const faults: Fault[] = [];
    if (milestone.date <= before.date) {
      faults.push({
        path: `milestones[${index}].date`,
        got: milestone.date,
        want: `a date after ${before.date}, the milestone before it`,
        fix: "correct the date, or put the milestones in the order of their dates",
      });
    }
    if (milestone.gpus.value <= before.gpus.value) {
      faults.push({
        path: `milestones[${index}].gpus`,
        got: `${printNumber(milestone.gpus.value)} GPUs`,
        want: `more than the ${printNumber(before.gpus.value)} of ${before.date}`,
        fix: "correct one of the two: a milestone counts the whole fleet",
      });
    }
    return faults;
  }),
);

const sitesExist = (known: readonly string[]) =>
  rule(["sites"], (sites) =>
    sites.flatMap((site, index): Fault[] =>
      known.includes(site)
        ? []
        : [
            wrongName({
              path: `sites[${index}]`,
              name: site,
              of: "a stack of the project",
              known,
              fix: `correct the name, or add stacks/${site}.ts`,
            }),
          ],
    ),
  );

/** A site that is left out makes totals, milestones and the report too small, and no figure shows it. */
const sitesAreWhole = (known: readonly string[]) =>
  rule(["sites"], (sites) =>
    known
      .filter((stack) => !sites.includes(stack))
      .map((stack) => ({
        path: "sites",
        got: `no ${stack}, which stacks/files.ts has`,
        want: `every stack of the project: ${known.join(", ")}`,
        fix: `add ${stack}, or remove it from stacks/files.ts`,
      })),
  );

/**
 * Parses the fleet's data, and checks it against the stacks that exist.
 *
 * @throws FaultError with every fault at once.
 */
export const parseFleet = (file: string, input: unknown, stacks: readonly string[], given?: Given): FleetSpec =>
  parseSpec(file, fleetSpec, [sitesDiffer, milestonesGrow, sitesExist(stacks), sitesAreWhole(stacks)], input, given);

/** What sites must not say differently, or twice, of the same thing: by its name, the stack and what that says. */
interface Claim {
  readonly of: string;
  readonly stack: string;
  readonly says: string;
}

/** Claims of two stacks on one thing that do not agree; with `isExclusive`, any second one. */
function disagreeing(claims: readonly Claim[], isExclusive: boolean): (readonly [Claim, Claim])[] {
  const first = new Map<string, Claim>();
  return claims.flatMap((claim): (readonly [Claim, Claim])[] => {
    const before = first.get(claim.of) ?? claim;
    first.set(claim.of, before);
    return before.stack !== claim.stack && (isExclusive || before.says !== claim.says) ? [[before, claim]] : [];
  });
}

type Agreement = StackSpec["site"]["powerAgreements"][string];

/** What makes two agreements the same one: supplier, source, zone, megawatts and term. Keys are each site's own. */
const printAgreement = ({ supplier, source, gridZone, megawatts, validFrom, validTo }: Agreement): string =>
  `${megawatts.value} MW of ${source.value} from ${supplier.value} in ${gridZone}, ${validFrom.value} to ${validTo.value}`;

/** Faults across sites: an agreement that serves two of them, and a company with two seats. */
export function sharedFactFaults(sites: ReadonlyMap<string, Pick<StackSpec, "site" | "tenants">>): Fault[] {
  const agreements = [...sites].flatMap(([stack, { site }]) =>
    Object.entries(site.powerAgreements).map(([name, agreement]) => ({ of: printAgreement(agreement), stack, says: name })),
  );
  const seats = [...sites].flatMap(([stack, { tenants }]) =>
    Object.values(tenants).map(({ organisation: { legalName, headquarters } }) => ({
      of: legalName.value,
      stack,
      says: headquarters.value,
    })),
  );
  return [
    ...disagreeing(agreements, true).map(([before, { of, stack, says }]) => ({
      path: `site.powerAgreements.${says}`,
      got: `${of} in ${stack}, and the same in ${before.stack} (${before.says})`,
      want: "an agreement for each site: its power is spent once",
      fix: "give each site its own part of the megawatts",
    })),
    ...disagreeing(seats, false).map(([before, { of, stack, says }]) => ({
      path: "tenants",
      got: `${of} seated in ${says} by ${stack}, and in ${before.says} by ${before.stack}`,
      want: "one seat of a company, whichever site asks",
      fix: "correct the headquarters in one of the two",
    })),
  ];
}

/** Faults across sites: two of them must not have the same name. */
export function siteNameFaults(names: Readonly<Record<string, string>>): Fault[] {
  const seen = new Map<string, string>();
  return Object.entries(names).flatMap(([stack, name]): Fault[] => {
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, stack);
      return [];
    }
    return [
      {
        path: "site.name",
        got: `${name} in stack ${stack}, the name of stack ${first} too`,
        want: "a name of its own for each site",
        fix: "rename one of the two",
      },
    ];
  });
}
