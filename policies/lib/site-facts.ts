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

/** What most rules read of a power agreement. A kind or a source that no spec allows is for the rules to refuse. */
export const agreementFacts = z.object({
  kind: z.string(),
  source: z.string(),
  megawatts: z.number(),
  gridZone: z.enum(gridZones),
  validFrom: isoDate,
  validTo: isoDate,
});

/** What makes a guarantee of origin count: it comes with the power, and is cancelled in the site's name. */
export const cancelledForSite = "bundled-and-cancelled-for-site";

/** Why an agreement that is over is not judged; undefined while it is not. */
export const overBefore = ({ validTo }: Term, date: IsoDate): { readonly notApplicable: string } | undefined =>
  validTo < date ? { notApplicable: `the agreement ended on ${validTo}` } : undefined;

/** The steps of a site's capacity. */
export const phases = {
  type: "nscale:site:Phase",
  facts: z.object({ name: z.string(), capacityMegawatts: z.number(), energisedOn: isoDate, status: z.string() }),
} as const;

export type DeclaredPhase = Declared<z.output<typeof phases.facts>>;

/** The phases in the order in which they are energised. */
export const inOrder = (declared: readonly DeclaredPhase[]): DeclaredPhase[] =>
  declared.toSorted((one, other) => (one.facts.energisedOn < other.facts.energisedOn ? -1 : 1));

/** The machines of a site. What they draw is worked out from these, and not taken from what a resource says of itself. */
export const clusters = {
  type: "nscale:cluster:GpuCluster",
  facts: z.object({ accelerator: z.enum(acceleratorNames), gpus: z.number(), phase: z.string() }),
} as const;

export type DeclaredCluster = Declared<z.output<typeof clusters.facts>>;

/** What each cluster draws at the meter, from the day of its phase; from `date` where it names none that is declared. */
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

/** What the grid owner has reserved, as permits. */
export const permits = {
  type: permitType,
  facts: z.object({
    kind: z.string(),
    megawatts: z.number().optional(),
    grantedOn: isoDate,
    validTo: isoDate.optional(),
  }),
} as const;

/** The permits that let the site draw from the grid; one that states no megawatts lets it draw none. */
export const connectionsAmong = (declared: readonly Declared<z.output<typeof permits.facts>>[]): ConnectionPermit[] =>
  declared
    .filter(({ facts }) => facts.kind === "grid-connection")
    .map(({ urn, name, facts: { megawatts = 0, grantedOn, validTo } }) => ({ urn, name, facts: { megawatts, grantedOn, validTo } }));
