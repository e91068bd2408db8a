import { createHash } from "node:crypto";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { KubeadmConfigTemplateSpec, KubeadmControlPlaneTemplateSpec } from "../../crd/kubeadm.ts";
import type { Metal3ClusterTemplateSpec, Metal3DataTemplateSpec, Metal3MachineTemplateSpec } from "../../crd/metal3.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { planControlPlane } from "./control-plane/index.ts";
import { gpuNodeLabels, hostLabels, nodeRegistration, topologyMetaData } from "./labels.ts";
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

/** A template's name changes with its content: what is made from it then follows, since no field of an existing template may change. */
const withDigest = (base: Named, spec: object): Named => ({
  ...base,
  name: `${base.name}-${createHash("sha256").update(JSON.stringify(spec)).digest("hex").slice(0, 8)}`,
});

/** The content of a cluster's templates, and their names. */
function contentsOf(cluster: string, spec: GpuClusterSpec) {
  const names = clusterNames(cluster);
  const part = <Spec extends object>(base: Named, content: Spec) => ({ named: withDigest(base, content), spec: content });
  const controlPlaneData = part(names.controlPlaneData, { clusterName: cluster, metaData: { objectNames } });
  const workerData = part(names.workerData, { clusterName: cluster, metaData: { objectNames, fromLabels: topologyMetaData } });
  const joinConfiguration = { nodeRegistration: nodeRegistration(gpuNodeLabels(spec)) };
  return {
    controlPlane: part(names.controlPlane, planControlPlane(cluster, spec)),
    controlPlaneMachine: part(names.controlPlaneMachine, machineTemplate("control-plane", controlPlaneData.named.name)),
    controlPlaneData,
    workerBootstrap: part(names.workerBootstrap, { template: { spec: { joinConfiguration } } }),
    workerMachine: part(names.workerMachine, machineTemplate("gpu", workerData.named.name)),
    workerData,
  };
}

/** The names of a cluster's objects, as its templates' contents make them. */
export function namesWithTemplates(cluster: string, spec: GpuClusterSpec): ReturnType<typeof clusterNames> {
  const { controlPlane, controlPlaneMachine, controlPlaneData, workerBootstrap, workerMachine, workerData } = contentsOf(cluster, spec);
  return {
    ...clusterNames(cluster),
    controlPlane: controlPlane.named,
    controlPlaneMachine: controlPlaneMachine.named,
    controlPlaneData: controlPlaneData.named,
    workerBootstrap: workerBootstrap.named,
    workerMachine: workerMachine.named,
    workerData: workerData.named,
  };
}

/** The templates of one cluster. */
export function planTemplates(cluster: string, namespace: string, spec: GpuClusterSpec): Templates {
  const { infrastructure } = clusterNames(cluster);
  const contents = contentsOf(cluster, spec);
  const manifest = <Spec>({ named, spec: content }: { readonly named: Named; readonly spec: Spec }) => ({
    metadata: { name: named.name, namespace },
    spec: content,
  });
  return {
    // The address of a cluster never changes: neither does its template's name.
    metal3ClusterTemplate: {
      metadata: { name: infrastructure.name, namespace },
      spec: { template: { spec: { controlPlaneEndpoint: spec.controlPlane.endpoint, cloudProviderEnabled: false } } },
    },
    controlPlaneTemplate: manifest(contents.controlPlane),
    controlPlaneMachineTemplate: manifest(contents.controlPlaneMachine),
    controlPlaneDataTemplate: freed(manifest(contents.controlPlaneData)),
    workerBootstrapTemplate: manifest(contents.workerBootstrap),
    workerMachineTemplate: manifest(contents.workerMachine),
    workerDataTemplate: freed(manifest(contents.workerData)),
  };
}

/** Metal3 keeps a data template until the last machine made with it is gone, which may take days: nobody waits for that. */
const freed = <Spec>({ metadata, spec }: Manifest<Spec>): Manifest<Spec> => ({
  metadata: { ...metadata, annotations: { "pulumi.com/skipAwait": "true" } },
  spec,
});
