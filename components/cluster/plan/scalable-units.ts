import { accelerators } from "../../catalog/accelerators.ts";
import type { ReleaseName } from "../../catalog/releases.ts";
import { machinesFor } from "../../capacity/power.ts";
import type { GpuClusterSpec } from "../../schema/cluster.ts";
import { hostLabels } from "./labels.ts";
import { controlPlaneRowOf, rowOf } from "../../names/cluster.ts";

/** Hosts or racks that are built, rolled and upgraded together, all in one row. */
export interface ScalableUnit {
  /** `su-1`, `su-2` and so on. */
  readonly name: string;
  /** Hosts or racks; the last scalable unit may have fewer than the others. */
  readonly units: number;
  readonly hosts: number;
  readonly racks: number;
  /** The name of its row. */
  readonly row: string;
  /** The labels of its hosts in the inventory. */
  readonly hostLabels: Readonly<Record<string, string>>;
  readonly release: ReleaseName;
}

function rowLabels(role: "gpu" | "control-plane", spec: GpuClusterSpec, row: string): Readonly<Record<string, string>> {
  return { [hostLabels.role]: role, [hostLabels.hall]: spec.hall, [hostLabels.row]: row };
}

/** The labels of the hosts of a cluster's control plane. */
export const controlPlaneHostLabels = (clusterName: string, spec: GpuClusterSpec) =>
  rowLabels("control-plane", spec, controlPlaneRowOf(clusterName));

/** A cluster's scalable units, in the order of their names. */
export function scalableUnitsOf(clusterName: string, spec: GpuClusterSpec): ScalableUnit[] {
  const { units } = machinesFor(spec.accelerator, spec.gpus.value);
  const unitsEach = spec.scalableUnitUnits.value;
  return Array.from({ length: Math.ceil(units / unitsEach) }, (_, index) => {
    const name = `su-${index + 1}`;
    const row = rowOf(clusterName, name);
    const unitsHere = Math.min(unitsEach, units - index * unitsEach);
    return {
      name,
      units: unitsHere,
      hosts: unitsHere * accelerators[spec.accelerator].unit.hosts,
      racks: Math.ceil(unitsHere / spec.unitsPerRack.value),
      row,
      hostLabels: rowLabels("gpu", spec, row),
      release: spec.releaseByScalableUnit[name] ?? spec.release,
    };
  });
}
