import { z } from "zod";
import { coolingClasses } from "../../catalog/accelerators.ts";
import { gridZones, jurisdictionCodes } from "../../catalog/jurisdictions.ts";
import { isoDate } from "../../lib/date.ts";
import { contract } from "../../lib/contract.ts";
import { listScreeningFacts, organisationFacts, ownerFacts } from "./organisation.ts";

/** The site itself: who runs and owns it, where it is, what cools it, and what it claims. */
export const siteContract = contract(
  "nscale:site:Site",
  z.object({
    operator: organisationFacts,
    owners: ownerFacts,
    listScreenings: z.record(z.string(), listScreeningFacts.extend({ company: z.string().min(1) })).default({}),
    sovereigntyLevel: z.number().int().min(0).max(4).optional(),
    location: z.object({
      jurisdiction: z.enum(jurisdictionCodes),
      gridZone: z.enum(gridZones),
      latitudeDegrees: z.number(),
    }),
    cooling: z.object({ system: z.string(), supplies: z.array(z.enum(coolingClasses)) }),
    efficiency: z.object({
      powerUsageEffectiveness: z.number(),
      waterUsageLitresPerKilowattHour: z.number(),
      energyReuseFactor: z.number(),
      renewableEnergyFactor: z.number(),
    }),
    energyClaims: z.object({ offsetSharePercent: z.number(), hourlyMatchedPercent: z.number().optional() }).optional(),
    halls: z.record(z.string(), z.object({ rackKilowatts: z.number() })),
    powerContractedUntil: isoDate,
    heatAssessment: z.object({ doneOn: isoDate, outcome: z.string() }).optional(),
    offtake: z.record(z.string(), z.object({ validTo: isoDate.optional() })).default({}),
  }),
);

/** A step of the site's capacity. */
export const phaseContract = contract(
  "nscale:site:Phase",
  z.object({ name: z.string(), capacityMegawatts: z.number(), energisedOn: isoDate, status: z.string() }),
);

/** A power agreement in force from one date to another. */
export const powerAgreementContract = contract(
  "nscale:site:PowerAgreement",
  z.object({
    kind: z.string(),
    source: z.string(),
    megawatts: z.number(),
    gridZone: z.enum(gridZones),
    validFrom: isoDate,
    validTo: isoDate,
    guaranteesOfOrigin: z.string(),
    priorityClass: z.string().optional(),
    plantInOperationFrom: isoDate.optional(),
    renewablePlan: z.object({ source: z.string(), megawatts: z.number(), by: isoDate }).optional(),
  }),
);

/** What an authority or grid owner has allowed. Megawatts belong to grid connections, phases to planning permits. */
export const permitContract = contract(
  "nscale:site:Permit",
  z.object({
    kind: z.string(),
    authority: z.string(),
    reference: z.string(),
    grantedOn: isoDate,
    validTo: isoDate.optional(),
    megawatts: z.number().optional(),
    conditionalMegawatts: z.number().optional(),
    phases: z.array(z.string()).optional(),
    registrant: z.object({ legalName: z.string(), country: z.string() }).optional(),
    largeLoad: z
      .object({
        studyFeeUsd: z.number(),
        siteControl: z.string(),
        duplicateRequestsDisclosed: z.boolean(),
        backupGeneration: z.object({ percentOfDemand: z.number(), disclosed: z.boolean() }),
        emergencyCurtailment: z.boolean(),
        rideThrough: z.boolean().optional(),
      })
      .optional(),
    demandQueue: z.object({ gate: z.string(), siteControl: z.string() }).optional(),
  }),
);

/** A promise to shed load for the grid. */
export const flexibilityContract = contract(
  "nscale:site:Flexibility",
  z.object({ contract: z.string(), megawatts: z.number(), validFrom: isoDate, validTo: isoDate.optional() }),
);

/** Heat that leaves the site for a recipient. */
export const heatReuseContract = contract("nscale:site:HeatReuse", z.object({ thermalMegawatts: z.number() }));

/** A destination outside the site that its clusters may talk to. */
export const egressContract = contract(
  "nscale:site:Egress",
  z.object({
    purpose: z.string(),
    destination: z.discriminatedUnion("kind", [
      z.object({
        kind: z.literal("cidr"),
        cidr: z.string(),
        publicRange: z.object({ operator: z.string(), jurisdictionSource: z.string() }).optional(),
      }),
      z.object({ kind: z.literal("host"), host: z.string() }),
    ]),
    port: z.number(),
    // A place that the catalogue lacks is for the rules to refuse.
    jurisdiction: z.string(),
  }),
);
export type EgressFacts = z.output<typeof egressContract.facts>;

const jurisdiction = z.enum(jurisdictionCodes);
const kept = { jurisdiction, encryptionKey: z.string() };

/** Everything of a site that keeps data, and who holds the keys. */
export const storageContract = contract(
  "nscale:site:Storage",
  z.object({
    encryptionKeys: z.record(z.string(), z.object({ holder: z.string().min(1), holderHeadquarters: z.string(), jurisdiction })),
    classes: z.record(z.string(), z.object({ provisioner: z.string(), parameters: z.record(z.string(), z.string()).default({}), ...kept })),
    snapshotClasses: z.record(z.string(), z.object({ driver: z.string(), ...kept })).default({}),
    backups: z.record(z.string(), z.object({ host: z.string(), bucket: z.string(), ...kept })).default({}),
  }),
);
export type StorageFacts = z.output<typeof storageContract.facts>;
