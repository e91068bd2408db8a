import { namesWithTemplates } from "../../cluster/plan/templates.ts";
import { accelerators } from "../../catalog/accelerators.ts";
import { charts, layerOperators } from "../../catalog/charts.ts";
import { dcgmCountersName } from "../../catalog/dcgm.ts";
import { closedOperators } from "../../catalog/operator-networks.ts";
import { rackNodeSets, slurmScalableUnits } from "../../capacity/layers.ts";
import { gpusInAll } from "../../capacity/growth.ts";
import { machinesFor } from "../../capacity/power.ts";
import { flavorName } from "../../kubernetes/plan/queues.ts";
import { deviceClassName } from "../../kubernetes/plan/devices.ts";
import { planNics } from "../../kubernetes/plan/nics.ts";
import { roles } from "../../kubernetes/plan/access.ts";
import { tenantNamespace } from "../../lib/names.ts";
import { acceleratorDomainOf, controlPlaneRowOf, layersMarker, networkNames, rowOf, writtenKubeconfig } from "../../names/cluster.ts";
import {
  aggregatedRoleNames,
  amdNames,
  amdNamespace,
  amdObjects,
  dcgmCounters,
  deviceClass,
  flavor,
  fluxNamespace,
  layerNames,
  monitoringNames,
  monitoringNamespace,
  monitoringNetworks,
  nicNetwork,
  operatorNames,
  platformNetwork,
  stageNames,
  tenantNames,
  tenantObjects,
  tenantRole,
} from "../../names/kubernetes.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { gpuClusterContract } from "../../schema/contracts/cluster.ts";
import { kubernetesLayerContract } from "../../schema/contracts/layers.ts";
import { managementCluster } from "../../targets/spec.ts";
import { stages } from "../../targets/stages/stage.ts";
import { madeByController, namesOf, namesOfAll, resourceName, type DerivedName, type ObjectPlace } from "./derived-name.ts";

/** More scalable units than a cluster may have are a fault of their own. */
const mostUnits = 5000;

const unitsOf = (count: number) => Array.from({ length: Math.min(count, mostUnits) }, (_, index) => `su-${index + 1}`);

/** The node sets of a cluster's Slurm layer: a scalable unit each, or an NVLink domain. */
export function nodeSetsOf(cluster: GpuClusterSpec): string[] {
  const units = unitsOf(slurmScalableUnits(cluster));
  if (accelerators[cluster.accelerator].unit.kind === "host") return units;
  return units.flatMap((unit) => rackNodeSets(unit, Math.min(cluster.scalableUnitUnits.value, mostUnits))).slice(0, mostUnits);
}

/** Names of a cluster's machines: its objects in the management cluster, and its rows and domains in the inventory. */
export function machineNames(stack: string, name: string, cluster: GpuClusterSpec): DerivedName[] {
  const sources = [`clusters.${name}`];
  const place: ObjectPlace = { stack, cluster: managementCluster, namespace: stack, component: gpuClusterContract.type, sources };
  const units = unitsOf(Math.ceil(machinesFor(cluster.accelerator, gpusInAll(cluster)).units / cluster.scalableUnitUnits.value));
  const inInventory = (kind: string, row: string): DerivedName => ({ kind, scope: `inventory of ${stack}`, name: row, sources });
  return [
    resourceName(gpuClusterContract.type, name, sources),
    resourceName("Provider", name, sources),
    { kind: "folder", scope: `out/${stack}`, name, sources },
    ...namesOfAll(namesWithTemplates(name, cluster), place),
    ...namesOfAll(networkNames(name), place),
    ...namesOf(layersMarker(name), place),
    ...stages.flatMap((stage) => namesOf(stageNames(name, stage), { ...place, cluster: name, namespace: fluxNamespace })),
    madeByController("Secret", writtenKubeconfig(name), place),
    ...[controlPlaneRowOf(name), ...units.map((unit) => rowOf(name, unit))].map((row) => inInventory("row of hosts", row)),
    ...nodeSetsOf(cluster).map((set) => inInventory("NVLink domain", acceleratorDomainOf(name, set))),
  ];
}

/** Names of the objects of a cluster's Kubernetes layer, its tenants' included. */
export function layerObjectNames(stack: string, name: string, cluster: GpuClusterSpec): DerivedName[] {
  const sources = [`clusters.${name}`];
  const wide: ObjectPlace = { stack, cluster: name, component: kubernetesLayerContract.type, sources };
  const isAmd = accelerators[cluster.accelerator].vendor === "amd";
  return [
    resourceName(kubernetesLayerContract.type, name, sources),
    ...namesOfAll(layerNames(name), wide),
    ...namesOfAll(monitoringNames(name), { ...wide, namespace: monitoringNamespace }),
    ...namesOf(dcgmCounters(name, dcgmCountersName(cluster.accelerator)), { ...wide, namespace: charts["gpu-operator"].namespace }),
    ...namesOf(deviceClass(name, deviceClassName(cluster)), wide),
    ...namesOf(flavor(name, flavorName(cluster)), wide),
    ...Object.keys(planNics(cluster, undefined)?.networks ?? {}).flatMap((network) => namesOf(nicNetwork(name, network), wide)),
    ...roles.flatMap((role) => namesOf(tenantRole(name, role), wide)),
    ...layerOperators.flatMap((operator) => [
      ...namesOfAll(operatorNames(name, operator), { ...wide, namespace: fluxNamespace }),
      ...namesOfAll(aggregatedRoleNames(name, operator), wide),
    ]),
    ...closedOperators.flatMap((operator) => namesOf(platformNetwork(name, operator), { ...wide, namespace: charts[operator].namespace })),
    ...namesOf(platformNetwork(name, "kube-system"), { ...wide, namespace: "kube-system" }),
    ...namesOf(platformNetwork(name, "flux"), { ...wide, namespace: fluxNamespace }),
    ...monitoringNetworks.flatMap((of) => namesOf(platformNetwork(name, of, of), { ...wide, namespace: monitoringNamespace })),
    ...(isAmd ? [...namesOfAll(amdNames(name), wide), ...namesOfAll(amdObjects(name), { ...wide, namespace: amdNamespace })] : []),
    ...Object.keys(cluster.kubernetes.tenants).flatMap((tenant) => {
      const ofTenant = { ...wide, sources: [`tenants.${tenant}`, ...sources] };
      return [
        ...namesOfAll(tenantNames(name, tenant), ofTenant),
        ...namesOfAll(tenantObjects(name, tenant), { ...ofTenant, namespace: tenantNamespace(tenant) }),
      ];
    }),
  ];
}
