import { foreignKind } from "./foreign-kind.ts";

/** Hosts of an NVLink domain whose GPUs may reach each other's memory. Its spec never changes. */
export interface ComputeDomainSpec {
  /** Deprecated, and still required by the GPU operator's schema: 0 waits for nobody. */
  readonly numNodes: 0;
  readonly channel: { readonly resourceClaimTemplate: { readonly name: string }; readonly allocationMode: "All" | "Single" };
}
export class ComputeDomain extends foreignKind<ComputeDomainSpec>("resource.nvidia.com/v1beta1", "ComputeDomain") {}
