import { accelerators, gpusPerUnit } from "../catalog/accelerators.ts";
import type { Fault } from "../lib/parse/fault.ts";
import { rulesOver } from "../lib/parse/parse.ts";
import { addLoads, loadOf, megawatts, printUnits, shortages, type Draw } from "../capacity/power.ts";
import { gpusUpTo, stepsOf } from "../capacity/growth.ts";
import type { Phase } from "../schema/site.ts";
import type { StackSpec } from "../schema/stack.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import { printMegawatts, printNumber } from "../lib/number.ts";

const rule = rulesOver<StackSpec>();

/** A cluster with the GPUs that it has up to a phase. */
interface Placed {
  readonly name: string;
  readonly accelerator: GpuClusterSpec["accelerator"];
  readonly gpus: number;
  /** Path of those GPUs. */
  readonly path: string;
}

/** The clusters that have GPUs up to a phase, which is the last of these. */
const placedUpTo = (clusters: StackSpec["clusters"], upTo: readonly string[]): Placed[] =>
  Object.entries(clusters).flatMap(([name, cluster]) => {
    const gpus = gpusUpTo(stepsOf(cluster), upTo);
    const last = upTo.at(-1) ?? "";
    const path = `clusters.${name}.${cluster.growth?.[last] === undefined ? "gpus" : `growth.${last}`}`;
    return gpus === 0 ? [] : [{ name, accelerator: cluster.accelerator, gpus, path }];
  });

/** Rounds a quotient down, but not below a whole number that binary fractions just miss: ten units of 140 kW at PUE 1.25 are 1.75 MW. */
const floor = (quotient: number) => Math.floor(Number(quotient.toFixed(6)));

/** The fix for clusters that exceed a phase's capacity: the most GPUs for the last cluster beside the others, if any, or a later phase. */
function waysToFit(capacity: number, clusters: readonly Placed[], pue: number, hasLaterPhase: boolean): string {
  const last = clusters.at(-1);
  if (last === undefined) return "declare fewer GPUs";
  const { name, accelerator } = last;
  const others = addLoads(clusters.slice(0, -1).map((cluster) => loadOf(cluster.accelerator, cluster.gpus, pue)));
  const { unitKilowatts } = accelerators[accelerator];
  const units = floor((capacity - others.facilityMegawatts) / ((unitKilowatts.value / 1000) * pue));
  const gpus = units * gpusPerUnit(accelerators[accelerator]);
  const ways = [
    gpus > 0 ? `give ${name} at most ${printNumber(gpus)} GPUs` : "declare fewer GPUs",
    ...(hasLaterPhase ? ["place a cluster in a later phase"] : []),
  ];
  return ways.join(", or ");
}

/** True if a cluster gets GPUs in the phase. */
const powers = ({ name }: Pick<Phase, "name">, clusters: StackSpec["clusters"]): boolean =>
  Object.values(clusters).some((cluster) => stepsOf(cluster).some(({ phase }) => phase === name));

/** What each step of a cluster adds to its load, from the date of its phase on. */
function drawsOf(cluster: GpuClusterSpec, phases: readonly Phase[], pue: number): Draw[] {
  const steps = stepsOf(cluster);
  let before = 0;
  return phases.flatMap(({ name, energisedOn }, index) => {
    if (!steps.some(({ phase }) => phase === name)) return [];
    const upTo = phases.slice(0, index + 1).map((phase) => phase.name);
    const load = loadOf(cluster.accelerator, gpusUpTo(steps, upTo), pue).facilityMegawatts;
    const added = { from: energisedOn.value, megawatts: megawatts(load - before) };
    before = load;
    return [added];
  });
}

function phaseFaults(phase: Phase, phases: readonly Phase[], clusters: StackSpec["clusters"], pue: number): Fault[] {
  const index = phases.indexOf(phase);
  const placed = placedUpTo(
    clusters,
    phases.slice(0, index + 1).map(({ name }) => name),
  );
  if (!powers(phase, clusters)) return [];
  const load = addLoads(placed.map(({ accelerator, gpus }) => loadOf(accelerator, gpus, pue)));
  const capacity = phase.capacityMegawatts.value;
  if (load.facilityMegawatts <= capacity) return [];
  const highest = floor((capacity / load.itMegawatts) * 100) / 100;
  const [only] = placed;
  return [
    {
      path: placed.length === 1 && only !== undefined ? only.path : "clusters",
      got: `${printUnits(placed)} x PUE ${pue} = ${printMegawatts(load.facilityMegawatts)} MW in the phases up to ${phase.name}`,
      want: `at most ${printMegawatts(capacity)} MW${highest >= 1 ? ` (which this IT load of ${printMegawatts(load.itMegawatts)} MW fits while PUE ≤ ${highest})` : ""}`,
      fix: waysToFit(capacity, placed, pue, index < phases.length - 1),
    },
  ];
}

/** The clusters in the phases up to each phase fit that phase's capacity. */
const phasesPowerTheirClusters = rule(["site.phases", "site.efficiency", "clusters"], (phases, efficiency, clusters) =>
  phases.flatMap((phase) => phaseFaults(phase, phases, clusters, efficiency.powerUsageEffectiveness.value)),
);

/** On every date from the first load to the end of the plan, the agreements in force cover the load in force. */
const agreementsCoverTheLoad = rule(
  ["site.powerAgreements", "site.powerContractedUntil", "site.phases", "site.efficiency", "clusters"],
  (agreements, until, phases, efficiency, clusters) => {
    const pue = efficiency.powerUsageEffectiveness.value;
    const loads = Object.values(clusters).flatMap((cluster) => drawsOf(cluster, phases, pue));
    const first = loads.map(({ from }) => from).sort()[0];
    if (first === undefined) return [];
    const supplies = Object.entries(agreements).map(([name, { validFrom, validTo, megawatts: contracted }]) => ({
      name,
      from: validFrom.value,
      to: validTo.value,
      megawatts: contracted.value,
    }));
    const short = shortages(loads, supplies, first, until.value);
    return short.map(({ date, drawn, supplied, names }): Fault => ({
      path: "site.powerAgreements",
      got: `${printMegawatts(supplied)} MW in force on ${date} (${names.length > 0 ? names.join(", ") : "no agreement"})`,
      want: `at least ${printMegawatts(drawn)} MW, the load in force then (agreements cover it until ${until.value})`,
      fix: `extend an agreement over ${date}, or add one of ${printMegawatts(drawn - supplied)} MW`,
    }));
  },
);

/** The plan reaches every phase that powers a cluster: no rule would judge a load after the plan's end. */
const planReachesTheLoad = rule(["site.powerContractedUntil", "site.phases", "clusters.*"], (until, phases, clusters) =>
  phases
    .filter(({ name, energisedOn }) => energisedOn.value > until.value && powers({ name }, clusters))
    .map(({ name, energisedOn }): Fault => ({
      path: "site.powerContractedUntil",
      got: until.value,
      want: `a date not before ${energisedOn.value}, when phase ${name} begins to power clusters`,
      fix: "state a later end, and agreements that last until then",
    })),
);

/** Rules over clusters by their megawatts. */
export const powerRules = [phasesPowerTheirClusters, planReachesTheLoad, agreementsCoverTheLoad];
