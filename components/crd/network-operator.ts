import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "mellanox.com/v1alpha1";

interface Image {
  readonly repository: string;
  readonly image: string;
  readonly version: string;
}

/** Components with which nodes give pods a second network. */
export interface NicClusterPolicySpec {
  readonly nvIpam: Image & { readonly enableWebhook: false };
  readonly secondaryNetwork: { readonly cniPlugins: Image; readonly multus: Image };
}
export class NicClusterPolicy extends foreignKind<NicClusterPolicySpec>(apiVersion, "NicClusterPolicy") {}

/** Components for the nodes of one kind: the NICs that pods may take, counted as a resource. */
export interface NicNodePolicySpec {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly sriovDevicePlugin: Image & { readonly config: string };
}
export class NicNodePolicy extends foreignKind<NicNodePolicySpec>(apiVersion, "NicNodePolicy") {}

/** A network that gives a pod whole NICs of its host. */
export interface HostDeviceNetworkSpec {
  readonly networkNamespace: string;
  readonly resourceName: string;
  /** JSON configuration of the plugin that assigns addresses. */
  readonly ipam?: string;
}
export class HostDeviceNetwork extends foreignKind<HostDeviceNetworkSpec>(apiVersion, "HostDeviceNetwork") {}
