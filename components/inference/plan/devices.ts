import { deviceClassName, hasMultiHostDomains } from "../../kubernetes/plan/devices.ts";
import type { ComputeDomainSpec } from "../../crd/compute-domain.ts";
import type { ResourceClaimTemplateSpec } from "../../crd/device.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { Pool } from "../pools.ts";
import { metadataOf, type EndpointContext } from "./context.ts";

/** The templates of a pod's claims, by the name of the claim. */
export interface ClaimNames {
  readonly gpus?: string;
  readonly channel?: string;
}

const gpuClaim = (pool: Pool) => `${pool.name}-gpus`;
const channelClaim = (endpoint: string) => `${endpoint}-channel`;

const isClaimed = ({ cluster }: EndpointContext) => cluster.kubernetes.deviceAllocation === "dra";
const spansHosts = ({ cluster }: EndpointContext, { placement }: Pool) => placement.hosts > 1 && hasMultiHostDomains(cluster);

/** Whether the pods of a replica share the memory of one NVLink domain. */
export const sharesDomain = (context: EndpointContext, pool: Pool): boolean =>
  spansHosts(context, pool) && pool.placement.gpus <= context.accelerator.scaleUpDomainGpus;

/** What the pods of a pool claim: their GPUs where the cluster hands them out so, and a channel where GPUs of several hosts share memory. */
export const planClaims = (context: EndpointContext, pool: Pool): ClaimNames => ({
  ...(isClaimed(context) ? { gpus: gpuClaim(pool) } : {}),
  ...(spansHosts(context, pool) ? { channel: channelClaim(context.name) } : {}),
});

/** The GPUs of one pod of each pool, where they are claimed. */
export function planGpuClaims(context: EndpointContext): Readonly<Record<string, Manifest<ResourceClaimTemplateSpec>>> {
  if (!isClaimed(context)) return {};
  const request = (pool: Pool) => ({
    name: "gpus",
    exactly: { deviceClassName: deviceClassName(context.cluster), allocationMode: "ExactCount" as const, count: pool.placement.gpusPerPod },
  });
  return Object.fromEntries(
    context.pools.map((pool) => [
      pool.name,
      { metadata: metadataOf(context, gpuClaim(pool)), spec: { spec: { devices: { requests: [request(pool)] } } } },
    ]),
  );
}

/** The endpoint's own domain in NVLink fabrics, where a replica spans hosts of one: its hosts join as pods come. */
export function planComputeDomain(context: EndpointContext): Manifest<ComputeDomainSpec> | undefined {
  if (!context.pools.some((pool) => spansHosts(context, pool))) return undefined;
  return {
    metadata: metadataOf(context, context.name),
    spec: { numNodes: 0, channel: { resourceClaimTemplate: { name: channelClaim(context.name) }, allocationMode: "Single" } },
  };
}
