import { z } from "zod";

const resource = z.strictObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  isProtected: z.boolean(),
  isRetained: z.boolean(),
  inputs: z.record(z.string(), z.unknown()),
});

/** The resources and summary that a program registers for a stack, or the error that prevents them. */
export const plannedStack = z.strictObject({
  stack: z.string(),
  summary: z.unknown().optional(),
  resources: z.array(resource),
  error: z.string().optional(),
});

export type PlannedResource = z.output<typeof resource>;
export type PlannedStack = z.output<typeof plannedStack>;
