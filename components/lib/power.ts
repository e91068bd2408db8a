import { accelerators, gpusPerUnit, type AcceleratorName } from "../catalog/accelerators.ts";

/** A cluster's machines, counted. */
export interface Machines {
  readonly gpus: number;
  /** Hosts, or racks of hosts, that are bought and powered as one piece. */
  readonly units: number;
  readonly hosts: number;
}

/** What a load takes from the grid. */
export interface Load {
  /** At the racks. */
  readonly itMegawatts: number;
  /** At the meter: the IT load times the site's power usage effectiveness. */
  readonly facilityMegawatts: number;
}

/** The whole units that hold this many GPUs: ceil(GPUs / GPUs per unit). */
export function machinesFor(accelerator: AcceleratorName, gpus: number): Machines {
  const catalogued = accelerators[accelerator];
  const units = Math.ceil(gpus / gpusPerUnit(catalogued));
  return { gpus, units, hosts: units * catalogued.unit.hosts };
}

/** The load of this many GPUs: units x unit kW / 1000 at the racks, times PUE at the meter. */
export function loadOf(accelerator: AcceleratorName, gpus: number, powerUsageEffectiveness: number): Load {
  const itMegawatts = megawatts((machinesFor(accelerator, gpus).units * accelerators[accelerator].unitKilowatts.value) / 1000);
  return { itMegawatts, facilityMegawatts: megawatts(itMegawatts * powerUsageEffectiveness) };
}

export const addLoads = (loads: readonly Load[]): Load => ({
  itMegawatts: megawatts(loads.reduce((sum, load) => sum + load.itMegawatts, 0)),
  facilityMegawatts: megawatts(loads.reduce((sum, load) => sum + load.facilityMegawatts, 0)),
});

/** Watts are as exact as any of these figures gets: binary fractions must not show in a diff. */
export const megawatts = (value: number): number => Math.round(value * 1e6) / 1e6;
