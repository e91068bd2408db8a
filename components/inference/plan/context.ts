import { restrictedPod } from "../../lib/security-context.ts";
import type { Accelerator } from "../../catalog/accelerators.ts";
import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { tenantLabel } from "../../lib/names.ts";
import { placeOf, type Place } from "../../site/place.ts";
import type { SiteSpec } from "../../schema/site.ts";
import { referenced } from "../../lib/referenced.ts";
import { componentLabel, endpointLabel, poolLabel } from "../names.ts";
import { inferenceNamespace, inferenceQueue, servingPriority } from "../../names/inference.ts";
import { poolsOf, type Pool } from "../pools.ts";
import type { Availability } from "../availability.ts";
import type { EndpointSpec, InferenceSpec } from "../../schema/inference.ts";
import type { Named } from "../../names/named.ts";

/** Where an endpoint runs, and beside which others. */
export interface EndpointHome {
  readonly inference: InferenceSpec;
  readonly cluster: GpuClusterSpec;
  readonly site: SiteSpec;
  /** When its GPUs are delivered; undefined where they are there. */
  readonly availableFrom?: Availability;
}

/** The inputs for the parts of an endpoint's plan. */
export interface EndpointContext extends Place, EndpointHome {
  readonly name: string;
  readonly endpoint: EndpointSpec;
  readonly pools: readonly [Pool, ...Pool[]];
  readonly accelerator: Accelerator;
  readonly namespace: string;
}

/** Gathers the context of an endpoint. Everything that the spec names must exist, as the rules ensure. */
export function contextOf(name: string, { inference, cluster, site }: EndpointHome): EndpointContext {
  const endpoint = referenced(inference.endpoints, name);
  return {
    name,
    endpoint,
    inference,
    pools: poolsOf(name, endpoint, cluster.accelerator),
    cluster,
    accelerator: accelerators[cluster.accelerator],
    site,
    namespace: inferenceNamespace(endpoint.share),
    ...placeOf(site),
  };
}

/** Labels of an endpoint's objects, and of the pods of one of its pools. */
export const labelsOf = ({ name, endpoint }: EndpointContext) => ({ [tenantLabel]: endpoint.share, [endpointLabel]: name });
export const podLabels = (context: EndpointContext, pool: Pool, component: string) => ({
  ...labelsOf(context),
  [poolLabel]: pool.name,
  [componentLabel]: component,
});

/** Labels of a pod, or of a workload: admission through the share's queue, with priority over everything else in it. */
export const queueLabels = {
  "kueue.x-k8s.io/queue-name": inferenceQueue,
  "kueue.x-k8s.io/priority-class": servingPriority,
} as const;

/** The name and labels of an object of the endpoint. */
export const metadataOf = (context: EndpointContext, { name }: Named) => ({
  name,
  namespace: context.namespace,
  labels: labelsOf(context),
});

/** User of the pods: an ordinary one, who owns the files that they write. */
export const podSecurity = {
  ...restrictedPod,
  runAsUser: 10_001,
  runAsGroup: 10_001,
  fsGroup: 10_001,
  // Weights are many files, so their owner is set only once.
  fsGroupChangePolicy: "OnRootMismatch",
};
