import { z } from "zod";

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean(),
  parent: z.string().optional(),
  /** `urn::id` of the provider. */
  provider: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
  dependencies: z.array(z.string()).default([]),
  /** In seconds. */
  customTimeouts: z.record(z.string(), z.number()).default({}),
});
const exportSchema = z.object({ deployment: z.object({ resources: z.array(resourceSchema) }) });

/** A program's registration of a resource, as the state keeps it. */
export type StateResource = z.output<typeof resourceSchema>;

/** The resources of an exported state, each after those that it needs. */
export const resourcesIn = (exported: string): StateResource[] => exportSchema.parse(JSON.parse(exported)).deployment.resources;

export const stackType = "pulumi:pulumi:Stack";
export const providerPrefix = "pulumi:providers:";

export const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

/** The provider's URN: its id differs from one update to the next. */
export const providerOf = ({ provider }: StateResource): string | undefined => provider?.slice(0, provider.lastIndexOf("::"));
