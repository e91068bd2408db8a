import type { ClusterClassSpec, ClusterSpec } from "../lib/crd/cluster-api.ts";
import type { Manifest } from "../lib/crd/foreign-kind.ts";
import { loadOf, machinesFor, type Load, type Machines } from "../lib/power.ts";
import { planClusterClass } from "./plan/cluster-class.ts";
import { factsOf, type GpuClusterFacts } from "./plan/facts.ts";
import { planInventoryContract, type InventoryContract } from "./plan/inventory-contract.ts";
import { nodeLabelsOf, type NodeLabels } from "./plan/labels.ts";
import { scalableUnitsOf, type ScalableUnit } from "./plan/scalable-units.ts";
import type { ClusterSite } from "./plan/site.ts";
import { planTemplates, type Templates } from "./plan/templates.ts";
import { planCluster } from "./plan/topology.ts";
import type { GpuClusterSpec } from "./spec.ts";

export type { ClusterSite } from "./plan/site.ts";

/** The objects of a GPU cluster in its site's management cluster. */
export interface GpuClusterObjects extends Templates {
  readonly clusterClass: Manifest<ClusterClassSpec>;
  readonly cluster: Manifest<ClusterSpec>;
  readonly inventoryContract: InventoryContract;
}

/** A GPU cluster, worked out. */
export interface GpuClusterPlan {
  readonly machines: Machines;
  readonly load: Load;
  readonly scalableUnits: readonly ScalableUnit[];
  readonly nodeLabels: NodeLabels;
  readonly facts: GpuClusterFacts;
  readonly objects: GpuClusterObjects;
}

/** Works out a GPU cluster's machines, its load, and the objects that declare it to Cluster API and Metal3. */
export function planGpuCluster(name: string, spec: GpuClusterSpec, site: ClusterSite): GpuClusterPlan {
  const machines = machinesFor(spec.accelerator, spec.gpus.value);
  const load = loadOf(spec.accelerator, spec.gpus.value, site.spec.efficiency.powerUsageEffectiveness.value);
  const scalableUnits = scalableUnitsOf(name, spec);
  return {
    machines,
    load,
    scalableUnits,
    nodeLabels: nodeLabelsOf(spec, site),
    facts: factsOf(spec, site, machines, load, scalableUnits.length),
    objects: {
      clusterClass: planClusterClass(name, site.key, spec),
      cluster: planCluster(name, site.key, spec, scalableUnits),
      ...planTemplates(name, site.key, spec),
      inventoryContract: planInventoryContract(name, spec, site, scalableUnits),
    },
  };
}
