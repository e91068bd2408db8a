import type { AcceleratorName } from "../catalog/accelerators.ts";
import type { EngineName } from "../catalog/models/engines.ts";
import type { Precision } from "../catalog/models/index.ts";
import type { SizingInput } from "./sizing/memory.ts";
import { placementOf, smallestPlacement, type Placement } from "./sizing/placement.ts";
import type { EndpointSpec } from "../schema/inference.ts";
import { canaryPool } from "../names/inference.ts";

/** Replicas of one kind: the endpoint's own, or its canary's. */
export interface Pool {
  readonly name: string;
  readonly weightPercent: number;
  readonly engine: EngineName;
  readonly precision: Precision;
  readonly replicas: { readonly min: number; readonly max: number };
  readonly placement: Placement;
}

/** Tokens that a replica must hold at least: all its concurrent requests at full length. */
export const tokensOf = ({ contextTokens, concurrency }: Pick<EndpointSpec, "contextTokens" | "concurrency">): number =>
  contextTokens * concurrency;

/** The placement of a replica: the spec's own, or the smallest that fits; undefined if none is large enough. */
export function placementFor(endpoint: EndpointSpec, served: Omit<SizingInput, "contextTokens">): Placement | undefined {
  const sized = { ...served, contextTokens: endpoint.contextTokens };
  return endpoint.parallelism === undefined ? smallestPlacement(sized, tokensOf(endpoint)) : placementOf(sized, endpoint.parallelism);
}

/**
 * An endpoint's pools, the one in service first.
 *
 * @throws Error when a replica fits on no GPUs; rules refuse such a spec first.
 */
export function poolsOf(name: string, endpoint: EndpointSpec, accelerator: AcceleratorName): readonly [Pool, ...Pool[]] {
  const pool = (poolName: string, parts: Omit<Pool, "name" | "placement">): Pool => {
    const placement = placementFor(endpoint, { model: endpoint.model, precision: parts.precision, accelerator });
    if (placement === undefined) throw new Error(`no placement of ${endpoint.model} fits ${accelerator}`);
    return { name: poolName, ...parts, placement };
  };
  const { canary, engine, precision, replicas } = endpoint;
  const first = pool(name, { weightPercent: 100 - (canary?.weightPercent ?? 0), engine, precision, replicas });
  if (canary === undefined) return [first];
  const { weightPercent } = canary;
  return [
    first,
    pool(canaryPool(name), {
      weightPercent,
      engine: canary.engine ?? engine,
      precision: canary.precision ?? precision,
      replicas: { min: canary.replicas, max: canary.replicas },
    }),
  ];
}

/** GPUs of all replicas of pools, at their most. */
export const gpusOf = (pools: readonly Pool[]): number =>
  pools.reduce((sum, { replicas, placement }) => sum + replicas.max * placement.gpus, 0);
