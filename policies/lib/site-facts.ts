import { z } from "zod";
import { acceleratorNames } from "../../components/catalog/accelerators.ts";
import { gridZones } from "../../components/catalog/jurisdictions.ts";
import { isoDate, type IsoDate } from "../../components/lib/date.ts";
import { loadOf, type Draw } from "../../components/capacity/power.ts";
import type { Declared } from "./declared.ts";
import type { Term } from "./terms.ts";

export const siteType = "nscale:site:Site";
export const agreementType = "nscale:site:PowerAgreement";
export const permitType = "nscale:site:Permit";
export const storageType = "nscale:site:Storage";

/** The facts of a power agreement that most rules read. Any kind or source is parsed here; the rules refuse those that no spec allows. */
export const agreementFacts = z.object({
  kind: z.string(),
  source: z.string(),
  megawatts: z.number(),
  gridZone: z.enum(gridZones),
  validFrom: isoDate,
  validTo: isoDate,
});

/** The condition for a guarantee of origin to count: bundled with the power, and cancelled in the site's name. */
export const cancelledForSite = "bundled-and-cancelled-for-site";

/** The reason for not judging an expired agreement; undefined while the agreement is in force. */
export const overBefore = ({ validTo }: Term, date: IsoDate): { readonly notApplicable: string } | undefined =>
  validTo < date ? { notApplicable: `the agreement ended on ${validTo}` } : undefined;

/** The capacity phases of a site. */
export const phases = {
  type: "nscale:site:Phase",
  facts: z.object({ name: z.string(), capacityMegawatts: z.number(), energisedOn: isoDate, status: z.string() }),
} as const;

export type DeclaredPhase = Declared<z.output<typeof phases.facts>>;

/** The phases in order of their energisation dates. */
export const inOrder = (declared: readonly DeclaredPhase[]): DeclaredPhase[] =>
  declared.toSorted((one, other) => (one.facts.energisedOn < other.facts.energisedOn ? -1 : 1));

/** The clusters of a site. Their power is computed from these facts, not read from the resource. */
export const clusters = {
  type: "nscale:cluster:GpuCluster",
  facts: z.object({ accelerator: z.enum(acceleratorNames), gpus: z.number(), phase: z.string() }),
} as const;

export type DeclaredCluster = Declared<z.output<typeof clusters.facts>>;

/** Each cluster's load at the meter, from its phase's date on, or from `date` if its phase is not declared. */
export const drawsOf = (
  declared: readonly DeclaredCluster[],
  steps: readonly DeclaredPhase[],
  powerUsageEffectiveness: number,
  date: IsoDate,
): Draw[] =>
  declared.map(({ facts: { accelerator, gpus, phase } }) => ({
    from: steps.find(({ facts }) => facts.name === phase)?.facts.energisedOn ?? date,
    megawatts: loadOf(accelerator, gpus, powerUsageEffectiveness).facilityMegawatts,
  }));

export type ConnectionPermit = Declared<{
  readonly megawatts: number;
  readonly grantedOn: IsoDate;
  readonly validTo?: IsoDate | undefined;
}>;

/** The grid owner's reservations, as permits. */
export const permits = {
  type: permitType,
  facts: z.object({
    kind: z.string(),
    megawatts: z.number().optional(),
    grantedOn: isoDate,
    validTo: isoDate.optional(),
  }),
} as const;

/** The permits that allow drawing from the grid; one without megawatts allows none. */
export const connectionsAmong = (declared: readonly Declared<z.output<typeof permits.facts>>[]): ConnectionPermit[] =>
  declared
    .filter(({ facts }) => facts.kind === "grid-connection")
    .map(({ urn, name, facts: { megawatts = 0, grantedOn, validTo } }) => ({ urn, name, facts: { megawatts, grantedOn, validTo } }));
