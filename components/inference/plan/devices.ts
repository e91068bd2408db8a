import { deviceClassName, hasComputeDomains } from "../../kubernetes/plan/devices.ts";
import type { ComputeDomainSpec } from "../../crd/compute-domain.ts";
import type { ResourceClaimTemplateSpec } from "../../crd/device.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { Pool } from "../pools.ts";
import { metadataOf, type EndpointContext } from "./context.ts";
import { channelClaim, endpointNames, poolNames } from "../../names/inference.ts";

/** The templates of a pod's claims, by the claim's name. */
export interface ClaimNames {
  readonly gpus?: string;
  readonly channel?: string;
}

const gpuClaim = (pool: Pool) => poolNames(pool.name).gpus;

const isClaimed = ({ cluster }: EndpointContext) => cluster.kubernetes.deviceAllocation === "dra";
const spansHosts = ({ cluster }: EndpointContext, { placement }: Pool) => placement.hosts > 1 && hasComputeDomains(cluster);

/** True if the pods of a replica share the memory of one NVLink domain. */
export const sharesDomain = (context: EndpointContext, pool: Pool): boolean =>
  spansHosts(context, pool) && pool.placement.gpus <= context.accelerator.scaleUpDomainGpus;

/** Claims of a pool's pods: GPUs, if the cluster allocates them by claim, and a channel, if GPUs of several hosts share memory. */
export const planClaims = (context: EndpointContext, pool: Pool): ClaimNames => ({
  ...(isClaimed(context) ? { gpus: gpuClaim(pool).name } : {}),
  ...(spansHosts(context, pool) ? { channel: channelClaim(context.name) } : {}),
});

/** The claim for the GPUs of one pod, by pool, if GPUs are allocated by claim. */
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

/** The endpoint's own compute domain, if a replica spans hosts of an NVLink domain. Hosts join it as their pods start. */
export function planComputeDomain(context: EndpointContext): Manifest<ComputeDomainSpec> | undefined {
  if (!context.pools.some((pool) => spansHosts(context, pool))) return undefined;
  return {
    metadata: metadataOf(context, endpointNames(context.name).computeDomain),
    spec: { numNodes: 0, channel: { resourceClaimTemplate: { name: channelClaim(context.name) }, allocationMode: "Single" } },
  };
}
