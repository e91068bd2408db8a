import type { ClusterClassSpec, ClusterSpec } from "../../crd/cluster-api.ts";
import type { Manifest } from "../../crd/foreign-kind.ts";
import { loadOf, machinesFor, type Load, type Machines } from "../../capacity/power.ts";
import { planClusterClass } from "./cluster-class.ts";
import { factsOf, type GpuClusterFacts } from "./facts.ts";
import { contractOf, planInventoryContract, type Contract, type InventoryContract } from "./inventory-contract.ts";
import { nodeLabelsOf, type NodeLabels } from "./labels.ts";
import { scalableUnitsOf, type ScalableUnit } from "./scalable-units.ts";
import type { ClusterSite } from "./site.ts";
import { planTemplates, type Templates } from "./templates.ts";
import { planCluster } from "./topology.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { StackSpec } from "../../schema/stack.ts";

export type { ClusterSite } from "./site.ts";

/** The objects of a GPU cluster in its site's management cluster. */
export interface GpuClusterObjects extends Templates {
  readonly clusterClass: Manifest<ClusterClassSpec>;
  readonly cluster: Manifest<ClusterSpec>;
  readonly inventoryContract: InventoryContract;
}

/** The plan of a GPU cluster. */
export interface GpuClusterPlan {
  readonly machines: Machines;
  readonly load: Load;
  readonly scalableUnits: readonly ScalableUnit[];
  readonly nodeLabels: NodeLabels;
  readonly facts: GpuClusterFacts;
  readonly objects: GpuClusterObjects;
}

/** The contracts of a stack's clusters with whoever enters hosts into its inventory. */
export const contractsOf = (stackName: string, { clusters, site }: Pick<StackSpec, "clusters" | "site">): Contract[] =>
  Object.entries(clusters).map(([name, cluster]) =>
    contractOf(name, cluster, { key: stackName, spec: site }, scalableUnitsOf(name, cluster)),
  );

/** Plans a GPU cluster: its machines, its load, and the objects that declare it to Cluster API and Metal3. */
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
