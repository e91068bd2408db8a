import { z } from "zod";
import { acceleratorNames } from "../../catalog/accelerators.ts";
import { isoDate } from "../../lib/date.ts";
import { countryCode } from "../../lib/names.ts";
import { contract } from "../../lib/contract.ts";

/** A GPU cluster in numbers. */
export const gpuClusterContract = contract(
  "nscale:cluster:GpuCluster",
  z.object({
    site: z.string(),
    accelerator: z.enum(acceleratorNames),
    gpus: z.number(),
    phase: z.string(),
    /** The GPUs of the cluster from each phase on; left out where it does not grow. */
    growth: z.record(z.string(), z.number()).optional(),
    hall: z.string(),
    unitsPerRack: z.number(),
    fabric: z.string(),
    fabricPlanes: z.number().optional(),
    itMegawatts: z.number(),
    facilityMegawatts: z.number(),
  }),
);

/** Accelerators that cross a border on their way to a cluster. */
export const deliveryContract = contract(
  "nscale:cluster:Delivery",
  z.object({
    cluster: z.string(),
    accelerator: z.enum(acceleratorNames),
    gpus: z.number(),
    deliveredOn: isoDate,
    origin: countryCode,
    authorisation: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("not-required"), basis: z.string().min(1) }),
      z.object({ kind: z.literal("licence"), number: z.string().min(1), validTo: isoDate }),
      z.object({ kind: z.literal("exception"), exception: z.string().min(1) }),
    ]),
    movedFrom: z.object({ site: z.string(), reviewedOn: isoDate, basis: z.string().min(1) }).optional(),
  }),
);
