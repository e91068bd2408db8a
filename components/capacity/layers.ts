import { accelerators } from "../catalog/accelerators.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";

type Cluster = Pick<GpuClusterSpec, "accelerator" | "gpus" | "scalableUnitUnits" | "slurm">;

/** The number of a cluster's scalable units that Slurm owns: the first ones. */
export const slurmScalableUnits = ({ slurm }: Pick<Cluster, "slurm">): number => slurm?.scalableUnits.value ?? 0;

/** True if Slurm owns the scalable unit `su-<n>`. */
export const belongsToSlurm = (cluster: Pick<Cluster, "slurm">, scalableUnit: string): boolean =>
  Number(scalableUnit.slice("su-".length)) <= slurmScalableUnits(cluster);

/** The node sets of a scalable unit of `racks` NVLink domains, one per domain. */
export const rackNodeSets = (scalableUnit: string, racks: number): string[] =>
  Array.from({ length: racks }, (_, index) => `${scalableUnit}-rack-${index + 1}`);

/** Hosts in one whole scalable unit. */
export const hostsOfScalableUnit = ({ accelerator, scalableUnitUnits }: Pick<Cluster, "accelerator" | "scalableUnitUnits">): number =>
  scalableUnitUnits.value * accelerators[accelerator].unit.hosts;

/** The GPUs that Slurm schedules. */
export const gpusOfSlurm = (cluster: Cluster): number =>
  slurmScalableUnits(cluster) * hostsOfScalableUnit(cluster) * accelerators[cluster.accelerator].unit.gpusPerHost;

/** The GPUs that Kubernetes' queues schedule: none where Slurm would have more than there are, which is a fault of its own. */
export const gpusOfKubernetes = (cluster: Cluster): number => Math.max(0, cluster.gpus.value - gpusOfSlurm(cluster));
