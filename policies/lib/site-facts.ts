import type { z } from "zod";
import type { IsoDate } from "../../components/lib/date.ts";
import { select } from "../../components/lib/contract.ts";
import { growthSteps } from "../../components/capacity/growth.ts";
import { loadOf, megawatts, type Draw } from "../../components/capacity/power.ts";
import { gpuClusterContract } from "../../components/schema/contracts/cluster.ts";
import { permitContract, phaseContract, siteContract } from "../../components/schema/contracts/site.ts";
import type { Declared } from "./declared.ts";
import type { Term } from "./terms.ts";

/** The jurisdiction of the site alone. */
export const sitePlace = select(siteContract, { location: { jurisdiction: true } });

/** The fields of a power agreement that most rules read. */
export const agreementTerms = {
  kind: true,
  source: true,
  megawatts: true,
  gridZone: true,
  validFrom: true,
  validTo: true,
} as const;

/** The condition for a guarantee of origin to count: bundled with the power, and cancelled in the site's name. */
export const cancelledForSite = "bundled-and-cancelled-for-site";

/** The reason for not judging an expired agreement; undefined while the agreement is in force. */
export const overBefore = ({ validTo }: Term, date: IsoDate): { readonly notApplicable: string } | undefined =>
  validTo < date ? { notApplicable: `the agreement ended on ${validTo}` } : undefined;

export type DeclaredPhase = Declared<z.output<typeof phaseContract.facts>>;

/** The phases in order of their energisation dates. */
export const inOrder = (declared: readonly DeclaredPhase[]): DeclaredPhase[] =>
  declared.toSorted((one, other) => (one.facts.energisedOn < other.facts.energisedOn ? -1 : 1));

/** The clusters of a site. Their power is computed from these facts, not read from the resource. */
export const clusters = select(gpuClusterContract, { accelerator: true, gpus: true, phase: true, growth: true });

export type DeclaredCluster = Declared<z.output<typeof clusters.facts>>;

/** True if a cluster gets GPUs in the phase. */
export const isPoweredIn = ({ facts }: DeclaredCluster, phase: string): boolean => growthSteps(facts).some((step) => step.phase === phase);

/** What each cluster's steps add to the load at the meter, from their phases' dates on, or from `date` if a phase is not declared. */
export const drawsOf = (
  declared: readonly DeclaredCluster[],
  steps: readonly DeclaredPhase[],
  powerUsageEffectiveness: number,
  date: IsoDate,
): Draw[] =>
  declared.flatMap(({ facts }) => {
    let before = 0;
    return growthSteps(facts)
      .toSorted((one, other) => one.gpus - other.gpus)
      .map(({ phase, gpus }) => {
        const load = loadOf(facts.accelerator, gpus, powerUsageEffectiveness).facilityMegawatts;
        const added = megawatts(load - before);
        before = load;
        return { from: steps.find((step) => step.facts.name === phase)?.facts.energisedOn ?? date, megawatts: added };
      });
  });

export type ConnectionPermit = Declared<{
  readonly megawatts: number;
  readonly grantedOn: IsoDate;
  readonly validTo?: IsoDate | undefined;
}>;

/** The fields of a permit by which grid connections are added up. */
export const permitTerms = { kind: true, megawatts: true, grantedOn: true, validTo: true } as const;

/** The grid owner's reservations, as permits. */
export const permits = select(permitContract, permitTerms);

/** The permits that allow drawing from the grid; one without megawatts allows none. */
export const connectionsAmong = (declared: readonly Declared<z.output<typeof permits.facts>>[]): ConnectionPermit[] =>
  declared
    .filter(({ facts }) => facts.kind === "grid-connection")
    .map(({ urn, name, facts: { megawatts = 0, grantedOn, validTo } }) => ({ urn, name, facts: { megawatts, grantedOn, validTo } }));
