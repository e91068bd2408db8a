import type { IsoDate } from "../lib/date.ts";
import type { Fact } from "../lib/fact.ts";
import type { GpuClusterSpec } from "../schema/cluster.ts";
import type { Phase } from "../schema/site.ts";

/** The GPUs that a cluster has from a phase on. */
export interface GrowthStep {
  readonly phase: string;
  readonly gpus: number;
}

/** A cluster's GPUs by phase as plain numbers, as contracts have them. */
export interface Growing {
  readonly phase: string;
  readonly gpus: number;
  readonly growth?: Readonly<Record<string, number>> | undefined;
}

/** The steps of a cluster, the phase with which it begins first. */
export const growthSteps = ({ phase, gpus, growth }: Growing): GrowthStep[] =>
  Object.entries({ [phase]: gpus, ...growth }).map(([name, count]) => ({ phase: name, gpus: count }));

/** The same of a cluster in a stack's data. */
export const stepsOf = ({ phase, gpus, growth = {} }: GpuClusterSpec): GrowthStep[] =>
  growthSteps({ phase, gpus: gpus.value, growth: Object.fromEntries(Object.entries(growth).map(([name, { value }]) => [name, value])) });

/** The GPUs that a cluster has once these phases are energised; 0 before its first. */
export const gpusUpTo = (steps: readonly GrowthStep[], phases: readonly string[]): number =>
  Math.max(0, ...steps.filter(({ phase }) => phases.includes(phase)).map(({ gpus }) => gpus));

/** The GPUs of a cluster once it is whole. */
export const gpusInAll = (cluster: GpuClusterSpec): number => Math.max(...stepsOf(cluster).map(({ gpus }) => gpus));

/**
 * A cluster as it is on a date: its GPUs are those of the last phase that is energised by then, or those with which it begins. All its steps stay in
 * `growth`, the first among them.
 */
export function clusterOn(cluster: GpuClusterSpec, phases: readonly Phase[], date: IsoDate): GpuClusterSpec {
  if (cluster.growth === undefined) return cluster;
  const steps: Readonly<Record<string, Fact<number>>> = { [cluster.phase]: cluster.gpus, ...cluster.growth };
  const energised = phases.filter(({ name, energisedOn }) => Object.hasOwn(steps, name) && energisedOn.value <= date);
  return { ...cluster, gpus: steps[energised.at(-1)?.name ?? cluster.phase] ?? cluster.gpus, growth: steps };
}
