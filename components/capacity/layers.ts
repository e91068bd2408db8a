import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";

type Cluster = Pick<GpuClusterSpec, "accelerator" | "gpus" | "scalableUnitUnits" | "slurm">;

/** How many of a cluster's scalable units are Slurm's: the first ones. */
export const slurmScalableUnits = ({ slurm }: Pick<Cluster, "slurm">): number => slurm?.scalableUnits.value ?? 0;

/** Whether the scalable unit `su-<n>` is Slurm's. */
export const belongsToSlurm = (cluster: Pick<Cluster, "slurm">, scalableUnit: string): boolean =>
  Number(scalableUnit.slice("su-".length)) <= slurmScalableUnits(cluster);

/** The node sets of a scalable unit of `racks` NVLink domains, one a domain. */
export const rackNodeSets = (scalableUnit: string, racks: number): string[] =>
  Array.from({ length: racks }, (_, index) => `${scalableUnit}-rack-${index + 1}`);

/** The value of the label of an NVLink domain that is Slurm's: the inventory has it on each of the domain's hosts. */
export const acceleratorDomainOf = (cluster: string, nodeSet: string): string => `${cluster}-${nodeSet}`;

/** The hosts of one whole scalable unit. */
export const hostsOfScalableUnit = ({ accelerator, scalableUnitUnits }: Pick<Cluster, "accelerator" | "scalableUnitUnits">): number =>
  scalableUnitUnits.value * accelerators[accelerator].unit.hosts;

/** The GPUs that Slurm hands out. */
export const gpusOfSlurm = (cluster: Cluster): number =>
  slurmScalableUnits(cluster) * hostsOfScalableUnit(cluster) * accelerators[cluster.accelerator].unit.gpusPerHost;

/** The GPUs that are left to Kubernetes' queues. */
export const gpusOfKubernetes = (cluster: Cluster): number => cluster.gpus.value - gpusOfSlurm(cluster);
