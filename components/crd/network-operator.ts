import { foreignKind } from "./foreign-kind.ts";

const apiVersion = "mellanox.com/v1alpha1";

interface Image {
  readonly repository: string;
  readonly image: string;
  readonly version: string;
}

/** What every node needs to give pods a second network. */
export interface NicClusterPolicySpec {
  readonly nvIpam: Image & { readonly enableWebhook: false };
  readonly secondaryNetwork: { readonly cniPlugins: Image; readonly multus: Image };
}
export class NicClusterPolicy extends foreignKind<NicClusterPolicySpec>(apiVersion, "NicClusterPolicy") {}

/** What the nodes of one kind need: the NICs that pods may take, by the resource that counts them. */
export interface NicNodePolicySpec {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly sriovDevicePlugin: Image & { readonly config: string };
}
export class NicNodePolicy extends foreignKind<NicNodePolicySpec>(apiVersion, "NicNodePolicy") {}

/** A network by which a pod takes whole NICs of its host. */
export interface HostDeviceNetworkSpec {
  readonly networkNamespace: string;
  readonly resourceName: string;
  /** JSON of the plugin that hands out addresses. */
  readonly ipam?: string;
}
export class HostDeviceNetwork extends foreignKind<HostDeviceNetworkSpec>(apiVersion, "HostDeviceNetwork") {}
