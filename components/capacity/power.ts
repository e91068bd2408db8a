import { accelerators, gpusPerUnit, type AcceleratorName } from "../catalog/accelerators.ts";
import { dayAfter, type IsoDate } from "../lib/date.ts";
import { printNumber } from "../lib/number.ts";

/** The number of a cluster's machines. */
export interface Machines {
  readonly gpus: number;
  /** Hosts, or racks of hosts, each bought and powered as one piece. */
  readonly units: number;
  readonly hosts: number;
}

/** The power that a load draws from the grid. */
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

/** `1,389 gb300-nvl72 units x 140 kW`, one term per accelerator, in brackets if there are several. */
export function printUnits(clusters: readonly { readonly accelerator: AcceleratorName; readonly gpus: number }[]): string {
  const units = new Map<AcceleratorName, number>();
  for (const { accelerator, gpus } of clusters) {
    units.set(accelerator, (units.get(accelerator) ?? 0) + machinesFor(accelerator, gpus).units);
  }
  const terms = [...units].map(
    ([name, count]) => `${printNumber(count)} ${name} ${count === 1 ? "unit" : "units"} x ${accelerators[name].unitKilowatts.value} kW`,
  );
  return terms.length === 1 ? terms.join("") : `(${terms.join(" + ")})`;
}

/** Maximum draw of a rack, kW, from the number of hosts or racks that it consists of. */
export const rackKilowatts = (accelerator: AcceleratorName, unitsPerRack: number): number =>
  Math.round(accelerators[accelerator].unitKilowatts.value * unitsPerRack * 1e3) / 1e3;

/** Megawatts that are drawn from a date on. */
export interface Draw {
  readonly from: IsoDate;
  readonly megawatts: number;
}

/** Megawatts that may be drawn from one date to another, both included: an agreement, or a reservation in the grid. */
export interface Supply {
  readonly name: string;
  readonly from: IsoDate;
  /** Absent if it does not end. */
  readonly to?: IsoDate | undefined;
  readonly megawatts: number;
}

/** Power drawn and power allowed on a date, MW. */
export interface Balance {
  readonly date: IsoDate;
  readonly drawn: number;
  readonly supplied: number;
  /** The supplies in force. */
  readonly names: readonly string[];
}

/** The dates from `from` to `until` on which a shortage begins or grows: more is drawn than the supplies in force allow. */
export function shortages(draws: readonly Draw[], supplies: readonly Supply[], from: IsoDate, until: IsoDate): Balance[] {
  const changes = [from, ...draws.map((draw) => draw.from), ...supplies.flatMap(({ to }) => (to === undefined ? [] : [dayAfter(to)]))];
  const dates = [...new Set(changes)].filter((date) => date >= from && date <= until).sort();
  return dates
    .map((date): Balance => {
      const inForce = supplies.filter((supply) => supply.from <= date && (supply.to === undefined || date <= supply.to));
      return {
        date,
        drawn: megawatts(draws.filter((draw) => draw.from <= date).reduce((sum, draw) => sum + draw.megawatts, 0)),
        supplied: megawatts(inForce.reduce((sum, supply) => sum + supply.megawatts, 0)),
        names: inForce.map(({ name }) => name),
      };
    })
    .filter(({ drawn, supplied }) => supplied < drawn);
}

export const addLoads = (loads: readonly Load[]): Load => ({
  itMegawatts: megawatts(loads.reduce((sum, load) => sum + load.itMegawatts, 0)),
  facilityMegawatts: megawatts(loads.reduce((sum, load) => sum + load.facilityMegawatts, 0)),
});

/** Rounds to whole watts, as exact as any of these figures gets, so that binary fractions do not show in a diff. */
export const megawatts = (value: number): number => Math.round(value * 1e6) / 1e6;
