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

/** A flag of a part, without its dashes. */
export interface Argument {
  readonly name: string;
  readonly value: string;
}

/** A file that cloud-init writes to a host before kubeadm starts. */
export interface ControlPlaneFile {
  readonly path: string;
  readonly owner: string;
  readonly permissions: string;
  readonly content?: string;
  /** A key of a Secret in the namespace of the cluster: a host waits for it. */
  readonly contentFrom?: { readonly secret: { readonly name: string; readonly key: string } };
}

interface HostPathMount {
  readonly name: string;
  readonly hostPath: string;
  readonly mountPath: string;
  readonly readOnly: boolean;
  readonly pathType: "Directory" | "DirectoryOrCreate";
}

/** Start of a control plane on its first host, and joining of the others. Cluster API refuses any change of `template.spec`. */
export interface KubeadmControlPlaneTemplateSpec {
  readonly template: {
    readonly spec: {
      readonly kubeadmConfigSpec: {
        readonly clusterConfiguration: {
          readonly apiServer: { readonly extraArgs: readonly Argument[]; readonly extraVolumes: readonly HostPathMount[] };
          readonly controllerManager: { readonly extraArgs: readonly Argument[] };
          readonly scheduler: { readonly extraArgs: readonly Argument[] };
          readonly etcd: { readonly local: { readonly extraArgs: readonly Argument[] } };
        };
        readonly files: readonly ControlPlaneFile[];
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
