import { accelerators, type AcceleratorName } from "../../catalog/accelerators.ts";
import { assumptionsIn, unwrapFacts } from "../../lib/unwrap-facts.ts";
import type { Load, Machines } from "../../capacity/power.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import type { ClusterSite } from "./site.ts";

/** A cluster's facts, for reviewers in a preview and for policies. */
export interface GpuClusterFacts extends Machines, Load {
  readonly site: string;
  readonly accelerator: AcceleratorName;
  readonly scalableUnits: number;
  readonly unitsPerRack: number;
  readonly phase: string;
  /** GPUs from each phase on; left out where the cluster does not grow. */
  readonly growth?: Readonly<Record<string, number>>;
  readonly hall: string;
  readonly fabric: "infiniband" | "roce";
  /** Planes of a RoCE fabric. */
  readonly fabricPlanes?: number;
  readonly release: string;
  /** Releases of the scalable units that a wave has pinned. */
  readonly releaseByScalableUnit: Readonly<Record<string, string>>;
  /** The reason of each assumption behind these facts, by its path in the spec; `unitKilowatts` is the catalogue's. */
  readonly assumptions?: Readonly<Record<string, string>>;
}

export function factsOf(spec: GpuClusterSpec, site: ClusterSite, machines: Machines, load: Load, scalableUnits: number): GpuClusterFacts {
  const { accelerator, phase, hall, fabric, release, releaseByScalableUnit, gpus, growth, scalableUnitUnits, unitsPerRack } = spec;
  const { unitKilowatts } = accelerators[accelerator];
  const assumptions = assumptionsIn({ gpus, scalableUnitUnits, unitsPerRack, fabric, unitKilowatts }).map(
    ({ path, reason }) => [path, reason] as const,
  );
  return {
    site: site.key,
    accelerator,
    ...machines,
    scalableUnits,
    unitsPerRack: unitsPerRack.value,
    phase,
    ...(growth === undefined ? {} : { growth: unwrapFacts(growth) }),
    hall,
    ...load,
    fabric: fabric.kind,
    ...(fabric.kind === "roce" ? { fabricPlanes: fabric.planes.value } : {}),
    release,
    releaseByScalableUnit,
    ...(assumptions.length > 0 ? { assumptions: Object.fromEntries(assumptions) } : {}),
  };
}
