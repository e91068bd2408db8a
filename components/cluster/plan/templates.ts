import type { Manifest } from "../../crd/foreign-kind.ts";
import type { KubeadmConfigTemplateSpec, KubeadmControlPlaneTemplateSpec, NodeRegistration } from "../../crd/kubeadm.ts";
import type { Metal3ClusterTemplateSpec, Metal3DataTemplateSpec, Metal3MachineTemplateSpec } from "../../crd/metal3.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { controlPlaneNodeLabels, gpuNodeLabels, hostLabels, nodeName, topologyMetaData } from "./labels.ts";
import { clusterNames } from "../../names/cluster.ts";
import type { Named } from "../../names/named.ts";

/** The templates that a ClusterClass refers to, and the templates that the machine templates refer to. */
export interface Templates {
  readonly metal3ClusterTemplate: Manifest<Metal3ClusterTemplateSpec>;
  readonly controlPlaneTemplate: Manifest<KubeadmControlPlaneTemplateSpec>;
  readonly controlPlaneMachineTemplate: Manifest<Metal3MachineTemplateSpec>;
  readonly controlPlaneDataTemplate: Manifest<Metal3DataTemplateSpec>;
  readonly workerBootstrapTemplate: Manifest<KubeadmConfigTemplateSpec>;
  readonly workerMachineTemplate: Manifest<Metal3MachineTemplateSpec>;
  readonly workerDataTemplate: Manifest<Metal3DataTemplateSpec>;
}

const nodeRegistration = (nodeLabels: string): NodeRegistration => ({
  name: nodeName,
  kubeletExtraArgs: [{ name: "node-labels", value: nodeLabels }],
});

/**
 * Metal3 accepts no machine template without an image. The ClusterClass always replaces this one and the selector's labels by variables:
 * a real image here would be a second place for a release to change, and a change of a template rolls every machine at once.
 */
const machineTemplate = (role: "control-plane" | "gpu", dataTemplate: string): Metal3MachineTemplateSpec => ({
  template: {
    spec: {
      // Wipes partition tables before and after a host is used, so that it never boots an old system.
      automatedCleaningMode: "metadata",
      dataTemplate: { name: dataTemplate },
      hostSelector: { matchLabels: { [hostLabels.role]: role } },
      image: {
        url: "https://image.invalid/set-by-the-topology",
        checksum: "0".repeat(64),
        checksumType: "sha256",
        diskFormat: "qcow2",
      },
    },
  },
});

/** Names of a host in cloud-init. */
const objectNames = ["name", "local-hostname", "local_hostname"].map((key) => ({ key, object: "baremetalhost" }) as const);

/** The templates of one cluster. */
export function planTemplates(cluster: string, namespace: string, spec: GpuClusterSpec): Templates {
  const names = clusterNames(cluster);
  const metadata = ({ name }: Named) => ({ name, namespace });
  const controlPlaneRegistration = nodeRegistration(controlPlaneNodeLabels);
  return {
    metal3ClusterTemplate: {
      metadata: metadata(names.infrastructure),
      spec: { template: { spec: { controlPlaneEndpoint: spec.controlPlane.endpoint, cloudProviderEnabled: false } } },
    },
    controlPlaneTemplate: {
      metadata: metadata(names.controlPlane),
      spec: {
        template: {
          spec: {
            kubeadmConfigSpec: {
              initConfiguration: {
                nodeRegistration: controlPlaneRegistration,
                // Cilium serves Services in its place; another network is left with what kubeadm installs.
                ...(spec.network.cni.kind === "cilium" ? { skipPhases: ["addon/kube-proxy"] } : {}),
              },
              joinConfiguration: { nodeRegistration: controlPlaneRegistration },
            },
          },
        },
      },
    },
    controlPlaneMachineTemplate: {
      metadata: metadata(names.controlPlaneMachine),
      spec: machineTemplate("control-plane", names.controlPlaneData.name),
    },
    controlPlaneDataTemplate: { metadata: metadata(names.controlPlaneData), spec: { clusterName: cluster, metaData: { objectNames } } },
    workerBootstrapTemplate: {
      metadata: metadata(names.workerBootstrap),
      spec: { template: { spec: { joinConfiguration: { nodeRegistration: nodeRegistration(gpuNodeLabels(spec)) } } } },
    },
    workerMachineTemplate: { metadata: metadata(names.workerMachine), spec: machineTemplate("gpu", names.workerData.name) },
    workerDataTemplate: {
      metadata: metadata(names.workerData),
      spec: { clusterName: cluster, metaData: { objectNames, fromLabels: topologyMetaData } },
    },
  };
}
