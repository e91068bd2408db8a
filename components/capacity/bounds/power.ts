import { accelerators, acceleratorNames } from "../../catalog/accelerators.ts";
import type { Phase } from "../../schema/site.ts";
import { rackKilowatts } from "../power.ts";
import { printNumber } from "../../lib/number.ts";
import { bounded, type Figure } from "./figure.ts";

/** The largest phase that is more than an ambition, or the largest of all where none is. */
function largest(phases: readonly Phase[]): Phase | undefined {
  const firm = phases.filter(({ status }) => status !== "ambition");
  return (firm.length > 0 ? firm : phases).toSorted((a, b) => b.capacityMegawatts.value - a.capacityMegawatts.value)[0];
}

function megawatts(path: string, value: number, phase: Phase | undefined): Figure[] {
  if (phase === undefined) return [];
  const bound = phase.capacityMegawatts.value;
  return [{ path, value, unit: "MW", bound, of: `the ${printNumber(bound)} MW of phase ${phase.name}`, mistakenUnit: "kW" }];
}

const agreements = bounded(["site.phases", "site.powerAgreements.*"], (phases, all) =>
  Object.entries(all).flatMap(([name, agreement]) => {
    const path = `site.powerAgreements.${name}`;
    return [
      ...megawatts(`${path}.megawatts`, agreement.megawatts.value, largest(phases)),
      ...(agreement.kind === "grid" && agreement.renewablePlan !== undefined
        ? megawatts(`${path}.renewablePlan.megawatts`, agreement.renewablePlan.megawatts.value, largest(phases))
        : []),
    ];
  }),
);

const connections = bounded(["site.phases", "site.permits.*"], (phases, permits) =>
  Object.entries(permits).flatMap(([name, permit]) =>
    permit.kind === "grid-connection" ? megawatts(`site.permits.${name}.megawatts`, permit.megawatts.value, largest(phases)) : [],
  ),
);

const feeds = bounded(["site.phases"], (phases) =>
  phases.flatMap((phase, index) => megawatts(`site.phases[${index}].feeds.megawattsEach`, phase.feeds.megawattsEach.value, phase)),
);

const densest = acceleratorNames
  .map((name) => accelerators[name])
  .reduce((most, each) => (each.unitKilowatts.value > most.unitKilowatts.value ? each : most));

const halls = bounded(["site.halls.*", "clusters.*"], (all, clusters) =>
  Object.entries(all).map(([name, { rackKilowatts: given }]): Figure => {
    const racks = Object.values(clusters)
      .filter(({ hall }) => hall === name)
      .map(({ accelerator, unitsPerRack }) => rackKilowatts(accelerator, unitsPerRack.value));
    const bound = Math.max(densest.unitKilowatts.value, ...racks);
    return {
      path: `site.halls.${name}.rackKilowatts`,
      value: given.value,
      unit: "kW",
      bound,
      of: racks.includes(bound) ? `the ${bound} kW of its racks` : `the ${bound} kW of the densest rack of the catalogue, ${densest.name}`,
      mistakenUnit: "W",
    };
  }),
);

/** Water of data centres in the United States, a mean of all kinds of cooling (Lawrence Berkeley National Laboratory, LBNL-1005775, 2016). */
const meanLitresPerKilowattHour = 1.8;

const water = bounded(["site.efficiency"], ({ waterUsageLitresPerKilowattHour }) => [
  {
    path: "site.efficiency.waterUsageLitresPerKilowattHour",
    value: waterUsageLitresPerKilowattHour.value,
    unit: "l/kWh",
    bound: meanLitresPerKilowattHour,
    of: `the ${meanLitresPerKilowattHour} l/kWh that data centres use on average`,
    mistakenUnit: "litres per MWh",
  },
]);

/** Figures of power, each with what bounds it. */
export const powerBounds = [agreements, connections, feeds, halls, water];
