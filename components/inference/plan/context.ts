import { restrictedPod } from "../../lib/security-context.ts";
import type { Accelerator } from "../../catalog/accelerators.ts";
import { accelerators } from "../../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { tenantLabel } from "../../lib/names.ts";
import { placeOf, type Place } from "../../site/place.ts";
import type { SiteSpec } from "../../schema/site.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { componentLabel, endpointLabel, inferenceNamespace, inferenceQueue, poolLabel, servingPriority } from "../names.ts";
import { poolsOf, type Pool } from "../pools.ts";
import type { EndpointSpec, InferenceSpec } from "../../schema/inference.ts";

/** What the parts of an endpoint's plan are made from. */
export interface EndpointContext extends Place {
  readonly name: string;
  readonly endpoint: EndpointSpec;
  readonly inference: InferenceSpec;
  readonly pools: readonly [Pool, ...Pool[]];
  readonly cluster: GpuClusterSpec;
  readonly accelerator: Accelerator;
  readonly site: SiteSpec;
  readonly namespace: string;
}

/** Gathers it; what the spec names must be there, as the rules have it. */
export function contextOf(name: string, stack: Pick<StackSpec, "site" | "clusters">, inference: InferenceSpec): EndpointContext {
  const endpoint = inference.endpoints[name] as EndpointSpec;
  const cluster = stack.clusters[endpoint.cluster] as GpuClusterSpec;
  return {
    name,
    endpoint,
    inference,
    pools: poolsOf(name, endpoint, cluster.accelerator),
    cluster,
    accelerator: accelerators[cluster.accelerator],
    site: stack.site,
    namespace: inferenceNamespace(endpoint.share),
    ...placeOf(stack.site),
  };
}

/** Labels of what belongs to an endpoint, and of the pods of one of its pools. */
export const labelsOf = ({ name, endpoint }: EndpointContext) => ({ [tenantLabel]: endpoint.share, [endpointLabel]: name });
export const podLabels = (context: EndpointContext, pool: Pool, component: string) => ({
  ...labelsOf(context),
  [poolLabel]: pool.name,
  [componentLabel]: component,
});

/** On a pod, or on what makes pods: comes in through the share's queue, before everything else of it. */
export const queueLabels = {
  "kueue.x-k8s.io/queue-name": inferenceQueue,
  "kueue.x-k8s.io/priority-class": servingPriority,
} as const;

/** The name and labels of an object of the endpoint. */
export const metadataOf = (context: EndpointContext, name: string) => ({ name, namespace: context.namespace, labels: labelsOf(context) });

/** Who pods run as: nobody in particular, who owns what they write. */
export const podSecurity = {
  ...restrictedPod,
  runAsUser: 10_001,
  runAsGroup: 10_001,
  fsGroup: 10_001,
  // The weights are many files; their owner is set once.
  fsGroupChangePolicy: "OnRootMismatch",
};
