import { foreignKind } from "./foreign-kind.ts";

/** Registration of a host as a node. */
export interface NodeRegistration {
  readonly name: string;
  /** Flags of the kubelet, without their dashes; at most 1,024 characters each. */
  readonly kubeletExtraArgs: readonly { readonly name: string; readonly value: string }[];
}

/** Joining of a worker's host. */
export interface KubeadmConfigTemplateSpec {
  readonly template: {
    readonly spec: { readonly joinConfiguration: { readonly nodeRegistration: NodeRegistration } };
  };
}
export class KubeadmConfigTemplate extends foreignKind<KubeadmConfigTemplateSpec>(
  "bootstrap.cluster.x-k8s.io/v1beta2",
  "KubeadmConfigTemplate",
) {}

/** Start of a control plane on its first host, and joining of the others. Cluster API refuses any change of `template.spec`. */
export interface KubeadmControlPlaneTemplateSpec {
  readonly template: {
    readonly spec: {
      readonly kubeadmConfigSpec: {
        readonly initConfiguration: { readonly nodeRegistration: NodeRegistration; readonly skipPhases?: readonly string[] };
        readonly joinConfiguration: { readonly nodeRegistration: NodeRegistration };
      };
    };
  };
}
export class KubeadmControlPlaneTemplate extends foreignKind<KubeadmControlPlaneTemplateSpec>(
  "controlplane.cluster.x-k8s.io/v1beta2",
  "KubeadmControlPlaneTemplate",
) {}
