import { foreignKind } from "./foreign-kind.ts";

/** An image in three parts, and a switch for what it runs. */
interface Operand {
  readonly enabled: boolean;
  readonly repository?: string;
  readonly image?: string;
  readonly version?: string;
}

/** DCGM's exporter, and the ConfigMap with the fields that it reads. */
interface Exporter extends Operand {
  readonly serviceMonitor: { readonly enabled: false };
  readonly config: { readonly name: string };
}

interface Daemonsets {
  readonly priorityClassName: string;
  readonly updateStrategy: "RollingUpdate";
  readonly rollingUpdate: { readonly maxUnavailable: `${number}%` };
}

/** GPUs as a counted resource, through the device plugin. */
export interface ClusterPolicySpec {
  readonly operator: { readonly runtimeClass: string };
  readonly daemonsets: Daemonsets;
  readonly driver: { readonly enabled: false };
  readonly toolkit: Operand;
  readonly devicePlugin: Operand;
  readonly dcgm: { readonly enabled: false };
  readonly dcgmExporter: Exporter;
  readonly gfd: Operand;
  readonly nodeStatusExporter: { readonly enabled: false };
  readonly migManager: { readonly enabled: false };
  readonly mig: { readonly strategy: "none" };
  readonly validator: Omit<Operand, "enabled">;
  readonly cdi: { readonly enabled: true };
}
export class ClusterPolicy extends foreignKind<ClusterPolicySpec>("nvidia.com/v1", "ClusterPolicy") {}

/** GPUs as devices that claims request. */
export interface GpuClusterSpec {
  readonly draDriver: Omit<Operand, "enabled"> & { readonly computeDomains: { readonly enabled: boolean } };
  readonly daemonsets: Daemonsets;
  readonly dcgm: { readonly enabled: false };
  readonly dcgmExporter: Exporter;
}
export class GpuClusterResource extends foreignKind<GpuClusterSpec>("nvidia.com/v1alpha1", "GPUCluster") {}
