import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { DeviceClass } from "../crd/device.ts";
import { ClusterPolicy, GpuClusterResource } from "../crd/gpu-operator.ts";
import { ResourceFlavor, Topology, WorkloadPriorityClass } from "../crd/kueue.ts";
import { PodMonitor, PrometheusRule } from "../crd/monitoring.ts";
import { HostDeviceNetwork, NicClusterPolicy, NicNodePolicy } from "../crd/network-operator.ts";
import { factArguments } from "../lib/fact-component.ts";
import { kubernetesLayerContract } from "../schema/contracts/layers.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { SiteSpec } from "../schema/site.ts";
import type { StackSpec } from "../schema/stack.ts";
import { declareOperators } from "../targets/operators/declare.ts";
import type { OperatorPlan } from "../targets/operators/plan.ts";
import type { OperatorTarget } from "../targets/operators/target.ts";
import { inStage } from "../targets/stages/stage.ts";
import { after, type ChildOptions } from "../lib/child-options.ts";
import type { Named } from "../names/named.ts";
import { declareAmd } from "./amd.ts";
import type { AdmissionPlan } from "./plan/admission.ts";
import { planKubernetes, type KubernetesPlan } from "./plan/index.ts";
import { planPlatformPolicies } from "./plan/platform-network.ts";
import { declarePlatformNetwork } from "./platform-network.ts";
import { declareTenant, type TenantResources } from "./tenant.ts";
import { dcgmCounters, deviceClass, flavor, layerNames, monitoringNames, nicNetwork, tenantRole } from "../names/kubernetes.ts";

export interface KubernetesLayerArgs {
  readonly spec: GpuClusterSpec;
  readonly site: SiteSpec;
  readonly tenants: StackSpec["tenants"];
  /** The megawatts at the meter that the cluster may draw. */
  readonly powerBudgetMegawatts: number;
  /** The GPU cluster itself. */
  readonly provider: k8s.Provider;
  /** True if manifests are only written to files. */
  readonly isRendered: boolean;
  /** Its operators at the cluster's release, and the way they are installed. */
  readonly operators: { readonly plans: readonly OperatorPlan[]; readonly target: OperatorTarget };
  /** Resources that must exist before anything of the layer. */
  readonly after: readonly pulumi.Resource[];
}

/**
 * The Kubernetes layer of a GPU cluster: operators, GPUs and NICs for pods, queues over the fabric's topology, monitoring,
 * and for each tenant a namespace with its limits, its rights and its share.
 *
 * @example new KubernetesLayer("hall-1", { spec, site, tenants, powerBudgetMegawatts: 12.5, provider, isRendered: true, operators: { plans, target }, after: [] });
 */
export class KubernetesLayer extends pulumi.ComponentResource {
  readonly operators: readonly pulumi.Resource[];
  readonly resourceFlavor: ResourceFlavor;
  readonly tenants: Readonly<Record<string, TenantResources>>;

  constructor(name: string, args: KubernetesLayerArgs, options: pulumi.ComponentResourceOptions = {}) {
    const plan = planKubernetes(name, args.spec, args);
    const guaranteedGpus = Object.fromEntries(Object.entries(plan.tenants).map(([tenant, each]) => [tenant, each.guaranteedGpus]));
    super(kubernetesLayerContract.type, name, { ...factArguments(args.spec.kubernetes), guaranteedGpus }, options);
    const first = { parent: this, provider: args.provider, dependsOn: [...args.after] };
    this.operators = declareOperators(name, args.operators.plans, args.operators.target, first);
    const child = after(first, ...this.operators);

    const names = layerNames(name);
    const { plans, target } = args.operators;
    const ours = plans.filter(({ operator }) => target.modes[operator] === "install").map(({ operator }) => operator);
    declarePlatformNetwork(name, planPlatformPolicies(args.spec, args.site, { ours, isRendered: args.isRendered }), child);
    declareHardware(name, plan, child);
    declareMonitoring(name, plan, child);
    declareAdmission(names.isolation, names.isolationBinding, plan.admission, child);
    declareAdmission(names.tenantAdmission, names.tenantAdmissionBinding, plan.tenantAdmission, child);
    for (const [role, manifest] of Object.entries(plan.clusterRoles))
      new k8s.rbac.v1.ClusterRole(tenantRole(name, role).resource, manifest, child);
    new k8s.scheduling.v1.PriorityClass(names.priorityClass.resource, plan.priorityClass, child);
    new WorkloadPriorityClass(names.lowPriority.resource, plan.workloadPriorities.low, child);
    new WorkloadPriorityClass(names.highPriority.resource, plan.workloadPriorities.high, child);
    const topology = plan.topology === undefined ? [] : [new Topology(names.topology.resource, plan.topology, child)];
    this.resourceFlavor = new ResourceFlavor(
      flavor(name, plan.resourceFlavor.metadata.name).resource,
      plan.resourceFlavor,
      after(child, ...topology),
    );
    const requests = new k8s.flowcontrol.v1.PriorityLevelConfiguration(names.tenantRequests.resource, plan.tenantRequests, child);
    const ofTenants = { ...child, ...inStage("tenants", args.isRendered) };
    this.tenants = Object.fromEntries(
      Object.entries(plan.tenants).map(([tenant, each]) => [
        tenant,
        declareTenant(name, tenant, each, args.isRendered, ofTenants, { flavor: this.resourceFlavor, requests }),
      ]),
    );
    this.registerOutputs({ guaranteedGpus });
  }
}

function declareAdmission(policyName: Named, bindingName: Named, { policy, binding }: AdmissionPlan, options: ChildOptions): void {
  const first = new k8s.admissionregistration.v1.ValidatingAdmissionPolicy(policyName.resource, policy, options);
  new k8s.admissionregistration.v1.ValidatingAdmissionPolicyBinding(bindingName.resource, binding, after(options, first));
}

function declareHardware(name: string, { devices, nics, monitoring }: KubernetesPlan, before: ChildOptions): void {
  const names = layerNames(name);
  const options = afterCounters(name, monitoring, before);
  switch (devices.mode) {
    case "amd":
      declareAmd(name, devices.amd, options);
      break;
    case "device-plugin":
      new ClusterPolicy(names.gpuPolicy.resource, devices.clusterPolicy, options);
      break;
    case "dra":
      new GpuClusterResource(names.gpuCluster.resource, devices.gpuCluster, options);
      new DeviceClass(deviceClass(name, devices.deviceClass.metadata.name).resource, devices.deviceClass, options);
  }
  if (nics === undefined) return;
  new NicClusterPolicy(names.nicPolicy.resource, nics.clusterPolicy, options);
  new NicNodePolicy(names.nicNodePolicy.resource, nics.nodePolicy, options);
  for (const [network, manifest] of Object.entries(nics.networks))
    new HostDeviceNetwork(nicNetwork(name, network).resource, manifest, options);
}

/** What DCGM's exporters read lies there before they are told of it. */
const afterCounters = (name: string, { gpus }: KubernetesPlan["monitoring"], options: ChildOptions): ChildOptions =>
  gpus === undefined
    ? options
    : after(options, new k8s.core.v1.ConfigMap(dcgmCounters(name, gpus.counters.metadata.name).resource, gpus.counters, options));

function declareMonitoring(name: string, { monitoring }: KubernetesPlan, options: ChildOptions): void {
  const namespace = new k8s.core.v1.Namespace(layerNames(name).monitoring.resource, monitoring.namespace, options);
  const inside = after(options, namespace);
  const names = monitoringNames(name);
  if (monitoring.gpus !== undefined) new PodMonitor(names.dcgm.resource, monitoring.gpus.dcgm, inside);
  new PrometheusRule(names.alerts.resource, monitoring.rules, inside);
}
