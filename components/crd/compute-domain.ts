import { foreignKind } from "./foreign-kind.ts";

/** Hosts of an NVLink domain whose GPUs may access each other's memory. The spec is immutable. */
export interface ComputeDomainSpec {
  /** Deprecated, but still required by the GPU operator's schema: 0 waits for no node. */
  readonly numNodes: 0;
  readonly channel: { readonly resourceClaimTemplate: { readonly name: string }; readonly allocationMode: "All" | "Single" };
}
export class ComputeDomain extends foreignKind<ComputeDomainSpec>("resource.nvidia.com/v1beta1", "ComputeDomain") {}
