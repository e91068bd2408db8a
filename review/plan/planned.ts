import { z } from "zod";

const resource = z.strictObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  isProtected: z.boolean(),
  inputs: z.record(z.string(), z.unknown()),
});

/** What a program registers for a stack and puts out as its summary, or why it does neither. */
export const plannedStack = z.strictObject({
  stack: z.string(),
  summary: z.unknown().optional(),
  resources: z.array(resource),
  error: z.string().optional(),
});

export type PlannedResource = z.output<typeof resource>;
export type PlannedStack = z.output<typeof plannedStack>;
