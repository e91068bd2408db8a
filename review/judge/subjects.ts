import { tenantLabel } from "../../components/lib/names.ts";
import { endpointContract } from "../../components/schema/contracts/inference.ts";
import { tenantContract } from "../../components/schema/contracts/fleet.ts";
import type { Properties, Step } from "../plan/step.ts";
import { clusterNames, clusterOf } from "./clusters.ts";

/** The things of a stack that resources belong to, by name. */
export interface Subjects {
  readonly tenants: readonly string[];
  readonly endpoints: readonly string[];
  readonly clusters: readonly string[];
}

const namesOf = (steps: readonly Step[], type: string) =>
  steps
    .filter((step) => step.type === type)
    .map(({ name }) => name)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));

export const subjectsOf = (steps: readonly Step[]): Subjects => ({
  tenants: namesOf(steps, tenantContract.type),
  endpoints: namesOf(steps, endpointContract.type),
  clusters: clusterNames(steps),
});

const labelledTenant = (inputs: Properties | undefined) =>
  (inputs?.["metadata"] as { readonly labels?: Readonly<Record<string, string>> } | undefined)?.labels?.[tenantLabel];

/** What a resource is part of: a tenant, an endpoint or a cluster; empty for the site's own. */
export function subjectOf({ name, before, after }: Step, { tenants, endpoints, clusters }: Subjects): string {
  const tenant = labelledTenant(after) ?? labelledTenant(before) ?? clusterOf(name, tenants);
  if (tenant !== undefined) return `tenant ${tenant}`;
  const endpoint = clusterOf(name, endpoints);
  if (endpoint !== undefined) return `endpoint ${endpoint}`;
  const cluster = clusterOf(name, clusters);
  return cluster === undefined ? "" : `cluster ${cluster}`;
}
