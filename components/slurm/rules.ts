import { accelerators } from "../catalog/accelerators.ts";
import { machinesFor } from "../capacity/power.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { printNumber } from "../lib/number.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { undeclaredTenant } from "../lib/parse/reference.ts";
import type { StackSpec } from "../schema/stack.ts";
import { allocationRules } from "./allocation-rules.ts";
import { leastReservedMemory, reservedMemoryOf } from "./reserved-memory.ts";
import { slurmClustersOf } from "./clusters.ts";
import { partitionRules } from "./partition-rules.ts";
import { placeRules } from "./place-rules.ts";

const rule = rulesOver<StackSpec>();

const scalableUnitsExist = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { accelerator, gpus, scalableUnitUnits, slurm }]): Fault[] => {
    const owned = slurm.scalableUnits.value;
    const whole = Math.floor(machinesFor(accelerator, gpus.value).units / scalableUnitUnits.value);
    if (owned === 0) {
      return [
        {
          path: `${path}.scalableUnits`,
          got: "0, a Slurm cluster without a node or a topology",
          want: whole < 1 ? "a whole scalable unit, which the cluster does not have" : whole === 1 ? "1" : `1 to ${printNumber(whole)}`,
          fix: "give it scalable units, or take the slurm layer out",
        },
      ];
    }
    if (owned <= whole) return [];
    return [
      {
        path: `${path}.scalableUnits`,
        got: `${printNumber(owned)} scalable units`,
        want: `at most ${printNumber(whole)}: as many of the cluster's are whole, with ${scalableUnitUnits.value} units each`,
        fix: "lower the number, or give the cluster more GPUs",
      },
    ];
  }),
);

const gpusAreTheCatalogues = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { accelerator, slurm }]): Fault[] => {
    const { name, unit } = accelerators[accelerator];
    if (slurm.node.gpus.value === unit.gpusPerHost) return [];
    return [
      {
        path: `${path}.node.gpus`,
        got: String(slurm.node.gpus.value),
        want: `${unit.gpusPerHost}, as the catalogue has ${name}: slurmd does not start where Gres and devices differ`,
        fix: "correct the number, or the cluster's accelerator",
      },
    ];
  }),
);

const nodesHaveEnough = rule(["clusters.*"], (clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]): Fault[] => {
    const { sockets, coresPerSocket, memoryGibibytes, gpus, reservedCores } = slurm.node;
    const [reservedMemory, least] = [reservedMemoryOf(slurm.node), leastReservedMemory(slurm.node)];
    const cores = sockets.value * coresPerSocket.value;
    const faults: Fault[] = [];
    if (cores - reservedCores < gpus.value) {
      faults.push({
        path: `${path}.node.reservedCores`,
        got: `${printNumber(reservedCores)} of ${printNumber(cores)} cores`,
        want: `a core left for each of ${gpus.value} GPUs`,
        fix: "reserve fewer",
      });
    }
    if (memoryGibibytes.value <= reservedMemory) {
      faults.push({
        path: `${path}.node.reservedMemoryGibibytes`,
        got: `${printNumber(reservedMemory)} of ${printNumber(memoryGibibytes.value)} GiB`,
        want: "memory left for jobs",
        fix: "reserve less",
      });
    } else if (reservedMemory < least) {
      faults.push({
        path: `${path}.node.reservedMemoryGibibytes`,
        got: `${printNumber(reservedMemory)} of ${printNumber(memoryGibibytes.value)} GiB`,
        want: `${printNumber(least)} or more, 5 percent: a pod that asks for more than its host has left waits for ever`,
        fix: "reserve more, or leave the field out",
      });
    }
    return faults;
  }),
);

const tenantsAreDeclared = rule(["keys of tenants", "clusters.*"], (tenants, clusters) =>
  slurmClustersOf(clusters).flatMap(([path, { slurm }]) =>
    Object.keys(slurm.tenants)
      .filter((tenant) => !tenants.includes(tenant))
      .map((tenant) => undeclaredTenant(`${path}.tenants.${tenant}`, tenant, tenants, "an allocation to")),
  ),
);

/** Rules over a Slurm layer, with its cluster, its tenants and its place. */
export const slurmRules = [
  scalableUnitsExist,
  gpusAreTheCatalogues,
  nodesHaveEnough,
  tenantsAreDeclared,
  ...partitionRules,
  ...allocationRules,
  ...placeRules,
];
