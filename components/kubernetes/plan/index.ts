import type { types } from "@pulumi/kubernetes";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import type { ResourceFlavorSpec, TopologySpec, WorkloadPriorityClassManifest } from "../../crd/kueue.ts";
import { registryOf } from "../../site/registry.ts";
import type { SiteSpec } from "../../schema/site.ts";
import type { StackSpec } from "../../schema/stack.ts";
import { referenced } from "../../lib/referenced.ts";
import { planAdmission, type AdmissionPlan } from "./admission.ts";
import { podPriority } from "../../names/kubernetes.ts";
import { planClusterRoles, type TenantRole } from "./access.ts";
import { planDevices, type DevicePlan } from "./devices.ts";
import { planMonitoring, type MonitoringPlan } from "./monitoring.ts";
import { planNics, type NicPlan } from "./nics.ts";
import { packsJobs, planResourceFlavor, planTopology, planWorkloadPriorities } from "./queues.ts";
import { planTenantAdmission } from "./tenant-admission/index.ts";
import { planTenantRequests } from "./requests.ts";
import { planTenant, type TenantPlan } from "./tenant.ts";

export type { TenantPlan } from "./tenant.ts";

/** The objects of a cluster's Kubernetes layer. */
export interface KubernetesPlan {
  readonly devices: DevicePlan;
  readonly nics: NicPlan | undefined;
  /** The levels at which jobs may request packing. */
  readonly topology: Manifest<TopologySpec> | undefined;
  readonly resourceFlavor: Manifest<ResourceFlavorSpec>;
  readonly workloadPriorities: Readonly<Record<"low" | "high", WorkloadPriorityClassManifest>>;
  readonly priorityClass: types.input.scheduling.v1.PriorityClass & { readonly value: number };
  readonly clusterRoles: Readonly<Record<TenantRole, types.input.rbac.v1.ClusterRole>>;
  readonly monitoring: MonitoringPlan;
  readonly admission: AdmissionPlan;
  readonly tenantAdmission: AdmissionPlan;
  readonly tenantRequests: types.input.flowcontrol.v1.PriorityLevelConfiguration;
  readonly tenants: Readonly<Record<string, TenantPlan>>;
}

/** What a layer takes from the site around its cluster. */
export interface LayerSite {
  readonly site: SiteSpec;
  readonly tenants: StackSpec["tenants"];
  /** The megawatts at the meter that the cluster may draw. */
  readonly powerBudgetMegawatts: number;
}

/** The objects of the layer on a cluster. */
export function planKubernetes(name: string, cluster: GpuClusterSpec, { site, tenants, powerBudgetMegawatts }: LayerSite): KubernetesPlan {
  const registry = registryOf(site);
  return {
    devices: planDevices(cluster, site),
    nics: planNics(cluster, registry),
    topology: packsJobs(cluster.kubernetes) ? planTopology() : undefined,
    resourceFlavor: planResourceFlavor(cluster),
    workloadPriorities: planWorkloadPriorities(),
    priorityClass: {
      metadata: { name: podPriority },
      value: 0,
      globalDefault: true,
      preemptionPolicy: "Never",
      description: "Every pod that names no other: which job gives way to which is for the queues to decide, not for the scheduler.",
    },
    clusterRoles: planClusterRoles(),
    monitoring: planMonitoring(name, cluster.accelerator, {
      powerUsageEffectiveness: site.efficiency.powerUsageEffectiveness.value,
      powerBudgetMegawatts,
    }),
    admission: planAdmission(site),
    tenantAdmission: planTenantAdmission(cluster, site),
    tenantRequests: planTenantRequests(),
    tenants: Object.fromEntries(
      Object.entries(cluster.kubernetes.tenants).map(([tenant, allocation]) => [
        tenant,
        planTenant(tenant, { allocation, groups: referenced(tenants, tenant).groups }, cluster, site),
      ]),
    ),
  };
}
