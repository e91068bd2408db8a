import { z } from "zod";
import { key } from "../lib/names.ts";

/**
 * Queues over the clusters of a site: a job is submitted at one cluster and runs in another. Jobs of tenants that are not named run where they are
 * submitted.
 */
export const multiKueueSpec = z.strictObject({
  manager: key.describe("the cluster in which jobs are created"),
  workers: z.array(key).min(1).max(20).describe("the other clusters, one of which runs each job: 1 to 20 names"),
  tenants: z.array(key).min(1).describe("the tenants that have such a queue, each with an allocation in all of these clusters"),
});

export type MultiKueueSpec = z.output<typeof multiKueueSpec>;
