import { deliveredFrom } from "../capacity/deliveries.ts";
import type { EndpointFacts } from "../schema/contracts/inference.ts";
import type { EndpointSpec } from "../schema/inference.ts";
import type { StackSpec } from "../schema/stack.ts";
import { placementFor } from "./pools.ts";

/** From when an endpoint's GPUs are there: a day after the date of the data, or `undelivered` where no delivery is declared; undefined where they are there. */
export type Availability = EndpointFacts["availableFrom"];

type Site = Pick<StackSpec, "asOf" | "clusters" | "deliveries">;

/** When the least replicas of an endpoint, one at least, have GPUs. Its cluster must exist, and a replica fit there. */
export function availabilityOf({ asOf, clusters, deliveries }: Site, endpoint: EndpointSpec): Availability {
  const cluster = clusters[endpoint.cluster];
  const { model, precision, replicas } = endpoint;
  const placement = cluster === undefined ? undefined : placementFor(endpoint, { model, precision, accelerator: cluster.accelerator });
  if (placement === undefined) return undefined;
  const from = deliveredFrom(endpoint.cluster, deliveries, Math.max(1, replicas.min) * placement.gpus);
  return from === undefined ? "undelivered" : from > asOf ? from : undefined;
}

/** The same, as a field of facts that is left out where the GPUs are there. */
export const printAvailability = (availableFrom: Availability): { readonly availableFrom?: NonNullable<Availability> } =>
  availableFrom === undefined ? {} : { availableFrom };
