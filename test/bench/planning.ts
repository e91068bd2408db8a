import { interleave } from "./interleave.ts";
import { objectsIn, planStack, unplanned } from "./objects.ts";
import { isOver, pairwiseRatio, quartilesOf } from "./stats.ts";
import { synthesize } from "./synth.ts";
import type { StateResource } from "./state.ts";
import type { Line } from "./report.ts";

const budget = 1;

/** Repetitions of the work in one measurement: a single one would be too short to measure. */
const times = 50;

/** User and system time of this process for one of many calls. */
function cpuSecondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / times;
}

/**
 * Planning a stack (its data to manifests, without the engine) against cdk8s synthesizing the same objects.
 *
 * @throws Error when the objects of the state are not those of the plan, or cdk8s makes others of them.
 */
export function benchPlanning(
  stack: string,
  input: unknown,
  resources: readonly StateResource[],
  pairs: number,
  report: (progress: string) => void,
): Line {
  const objects = objectsIn(resources);
  const plan = planStack(stack, input);
  const differences = [...unplanned(objects, plan), ...unplanned(synthesize(objects), plan)];
  if (differences.length > 0) throw new Error(`the plans are not what the stack declares:\n${differences.join("\n")}`);
  const samples = interleave(
    pairs,
    { plan: () => cpuSecondsOf(() => planStack(stack, input)), synth: () => cpuSecondsOf(() => synthesize(objects)) },
    report,
  );
  const ratio = pairwiseRatio(samples.plan, samples.synth);
  return { name: "plan / cdk8s synth", cpuSeconds: quartilesOf(samples.plan).median, ratio, budget, isOver: isOver(ratio, budget) };
}
