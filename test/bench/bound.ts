import { closedOperators } from "../../components/catalog/operator-networks.ts";
import type { StateResource } from "./state.ts";

/** Counts from which the bound on a stack's engine resources follows. */
export interface StackSize {
  readonly sites: number;
  readonly gpuClusters: number;
  /** Each tenant once in each cluster that serves it. */
  readonly tenantsInClusters: number;
  readonly nodeSets: number;
  readonly endpoints: number;
}

/** Objects multiply with these, never with hosts. */
export const boundOf = ({ sites, gpuClusters, tenantsInClusters, nodeSets, endpoints }: StackSize): number =>
  40 * sites + 45 * gpuClusters + 18 * tenantsInClusters + 2 * nodeSets + 20 * endpoints;

export function sizeOf(resources: readonly StateResource[]): StackSize {
  const count = (suffix: string) => resources.filter(({ type }) => type.endsWith(suffix)).length;
  const tenantsOf = ({ inputs }: StateResource) => Object.keys(inputs["tenants"] ?? {}).length;
  return {
    sites: count("nscale:site:Site"),
    gpuClusters: count("nscale:cluster:GpuCluster"),
    tenantsInClusters: resources
      .filter(({ type }) => type === "nscale:kubernetes:KubernetesLayer")
      .reduce((sum, layer) => sum + tenantsOf(layer), 0),
    nodeSets: count(":NodeSet"),
    endpoints: count("nscale:inference:Endpoint"),
  };
}

const networkOfOperator = new RegExp(`-network-(${closedOperators.join("|")})$`);

/** Operators belong to the target: a Helm release each on a live one, on a rendered one a Flux release and its source, with the stages in which they come; and the policy that closes the namespace. */
const isOperator = ({ type, urn }: StateResource) =>
  /^kubernetes:(helm\.sh|(helm|source|kustomize)\.toolkit\.fluxcd\.io)\//.test(type) ||
  (type.endsWith(":NetworkPolicy") && networkOfOperator.test(urn));

/** The resources of the engine, the stack itself and providers included, operators apart. */
export const engineResources = (resources: readonly StateResource[]): number =>
  resources.filter((resource) => !isOperator(resource)).length;
