import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Cluster, ClusterClass } from "../crd/cluster-api.ts";
import { KubeadmConfigTemplate, KubeadmControlPlaneTemplate } from "../crd/kubeadm.ts";
import { Metal3ClusterTemplate, Metal3DataTemplate, Metal3MachineTemplate } from "../crd/metal3.ts";
import type { FactsOf } from "../lib/contract.ts";
import { declareNetwork } from "../targets/operators/declare.ts";
import type { OperatorPlan } from "../targets/operators/plan.ts";
import { planGpuCluster, type ClusterSite, type GpuClusterPlan } from "./plan/index.ts";
import { gpuClusterContract } from "../schema/contracts/cluster.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { clusterNames } from "../names/cluster.ts";

export interface GpuClusterArgs {
  readonly spec: GpuClusterSpec;
  /** The cluster's site. Its namespace must exist first: pass that in `dependsOn`. */
  readonly site: ClusterSite;
  /** The cluster that declares the site's machines. */
  readonly management: k8s.Provider;
  /** The cluster's network, if the management cluster's Flux installs it. */
  readonly network?: OperatorPlan;
}

/** Every host of a cluster is cleaned before the cluster is gone. */
const deletionTimeout = "2h";

/**
 * A GPU cluster: its machines as objects of Cluster API and Metal3, and the contents that the bare metal inventory must have for them.
 *
 * @example new GpuCluster("hall-1", { spec: stack.clusters["hall-1"], site: { key: "narvik", spec: stack.site }, management }, { dependsOn: site.namespace });
 */
export class GpuCluster extends pulumi.ComponentResource {
  readonly plan: GpuClusterPlan;
  readonly cluster: Cluster;
  readonly clusterClass: ClusterClass;
  readonly metal3ClusterTemplate: Metal3ClusterTemplate;
  readonly controlPlaneTemplate: KubeadmControlPlaneTemplate;
  readonly controlPlaneMachineTemplate: Metal3MachineTemplate;
  readonly controlPlaneDataTemplate: Metal3DataTemplate;
  readonly workerBootstrapTemplate: KubeadmConfigTemplate;
  readonly workerMachineTemplate: Metal3MachineTemplate;
  readonly workerDataTemplate: Metal3DataTemplate;
  readonly inventoryContract: k8s.core.v1.ConfigMap;

  constructor(name: string, args: GpuClusterArgs, options: pulumi.ComponentResourceOptions = {}) {
    const plan = planGpuCluster(name, args.spec, args.site);
    const facts = { ...plan.facts } satisfies FactsOf<typeof gpuClusterContract>;
    super(gpuClusterContract.type, name, facts, options);
    this.plan = plan;
    const { objects } = plan;
    const names = clusterNames(name);
    // A component's own dependencies do not apply to its children.
    const { dependsOn = [] } = options;
    const child = { parent: this, provider: args.management, dependsOn };

    this.metal3ClusterTemplate = new Metal3ClusterTemplate(names.infrastructure.resource, objects.metal3ClusterTemplate, child);
    this.controlPlaneTemplate = new KubeadmControlPlaneTemplate(names.controlPlane.resource, objects.controlPlaneTemplate, child);
    this.controlPlaneMachineTemplate = new Metal3MachineTemplate(
      names.controlPlaneMachine.resource,
      objects.controlPlaneMachineTemplate,
      child,
    );
    this.controlPlaneDataTemplate = new Metal3DataTemplate(names.controlPlaneData.resource, objects.controlPlaneDataTemplate, child);
    this.workerBootstrapTemplate = new KubeadmConfigTemplate(names.workerBootstrap.resource, objects.workerBootstrapTemplate, child);
    this.workerMachineTemplate = new Metal3MachineTemplate(names.workerMachine.resource, objects.workerMachineTemplate, child);
    this.workerDataTemplate = new Metal3DataTemplate(names.workerData.resource, objects.workerDataTemplate, child);
    this.clusterClass = new ClusterClass(names.class.resource, objects.clusterClass, child);
    this.inventoryContract = new k8s.core.v1.ConfigMap(names.inventoryContract.resource, objects.inventoryContract, child);

    const network = args.network === undefined ? [] : declareNetwork(name, args.network, args.site.key, child);

    // Machines use these until they are gone, and Cluster API deletes no class that is in use: the cluster is deleted first.
    const used = [
      this.clusterClass,
      this.metal3ClusterTemplate,
      this.controlPlaneTemplate,
      this.controlPlaneMachineTemplate,
      this.controlPlaneDataTemplate,
      this.workerBootstrapTemplate,
      this.workerMachineTemplate,
      this.workerDataTemplate,
      ...network,
    ];
    this.cluster = new Cluster(names.cluster.resource, objects.cluster, {
      parent: this,
      provider: args.management,
      dependsOn: used,
      customTimeouts: { delete: deletionTimeout },
    });
    this.registerOutputs(facts);
  }
}
