import { z } from "zod";
import { acceleratorNames } from "../catalog/accelerators.ts";
import { jurisdictionCodes } from "../catalog/jurisdictions.ts";
import { isoDate } from "../lib/date.ts";

/** The version of this schema: readers refuse another. */
export const summaryVersion = 1;

const megawatts = z.number().min(0);

const phase = z.strictObject({
  name: z.string(),
  status: z.string(),
  energisedOn: isoDate,
  capacityMegawatts: megawatts,
  itMegawatts: megawatts.describe("IT load of the clusters in the phases up to this one"),
  facilityMegawatts: megawatts.describe("the same at the meter"),
  headroomMegawatts: z.number(),
});

const cluster = z.strictObject({
  accelerator: z.enum(acceleratorNames),
  phase: z.string(),
  gpus: z.number().int(),
  units: z.number().int(),
  hosts: z.number().int(),
  itMegawatts: megawatts,
  facilityMegawatts: megawatts,
  layers: z.enum(["rendered", "live", "waiting"]).describe("waiting: the machines are declared, the cluster itself is not there yet"),
});

/** What a stack is, in numbers: its output, and what fleet, reviews and reports read. */
export const summarySchema = z.strictObject({
  version: z.literal(summaryVersion),
  stack: z.string(),
  asOf: isoDate,
  site: z.string(),
  jurisdiction: z.enum(jurisdictionCodes),
  gridZone: z.string(),
  gpus: z.strictObject({
    planned: z.number().int().describe("all clusters"),
    installed: z.number().int().describe("delivered by asOf"),
    bySku: z.record(z.string(), z.number().int()).describe("planned, by accelerator"),
  }),
  phases: z.array(phase),
  powerMix: z.array(z.strictObject({ kind: z.string(), source: z.string(), megawatts })).describe("the agreements in force at asOf"),
  clusters: z.record(z.string(), cluster),
  tenants: z.record(z.string(), z.strictObject({ legalName: z.string(), guaranteedGpus: z.number().int() })),
  timeline: z.array(z.strictObject({ date: isoDate, event: z.string() })),
  assumptions: z.array(z.strictObject({ path: z.string(), value: z.unknown(), reason: z.string() })),
});

export type Summary = z.output<typeof summarySchema>;
