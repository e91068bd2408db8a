import type { StackInput } from "../../components/schema/stack.ts";
import type { Engine } from "../../cli/engine/locate.ts";
import { boundOf, engineResources, sizeOf } from "./bound.ts";
import { differingResources, floorProgram } from "./floor.ts";
import { interleave } from "./interleave.ts";
import { benchPlanning } from "./planning.ts";
import { emptyProgram, programWith, realProgram, syntheticFleet } from "./programs.ts";
import { withoutWorkloads, withShareOfGpus } from "./scale.ts";
import { ReviewCheckout } from "./review.ts";
import { isOver, pairwiseRatio, quartilesOf } from "./stats.ts";
import type { Line } from "./report.ts";
import { BenchWorkspace, type Program, type Sample } from "./workspace.ts";

/** The most that a median of user and system time may be of what it is compared with. */
const budgets = { preview: 1.25, firstUp: 1.25, policies: 1.5, tenTimesTheMachines: 1.1, memory: 1.3, fleet: 3, review: 3 } as const;

export interface BenchOptions {
  readonly engine: Engine;
  readonly stack: string;
  /** Content of the stack's data file. */
  readonly input: StackInput;
  /** Number of interleaved rounds that count. */
  readonly pairs: number;
  readonly report: (progress: string) => void;
}

type Open = (program: Program) => BenchWorkspace;

/** Runs every case on one stack, rendered, and returns a line each. */
export const benchStack = (options: BenchOptions): Line[] => withWorkspaces(options, (open) => runCases(open, options));

/** A preview of the fleet's stack with many synthetic sites, against a program of nothing. */
export const benchFleet = (options: Omit<BenchOptions, "input">): Line[] =>
  withWorkspaces(options, (open) => {
    const { pairs, report } = options;
    const fleet = open(syntheticFleet);
    const empty = open(emptyProgram);
    const runs = { fleet: () => fleet.preview(), empty: () => empty.preview() };
    const previews = interleave(pairs, runs, (text) => report(`fleet preview: ${text}`));
    return [
      compare("fleet of 60 sites and 3.5 million GPUs: preview / empty", previews.fleet, previews.empty, previews.empty, budgets.fleet),
    ];
  });

/** A review of every stack against the last commit, where nothing has changed since, against the preview of the largest stack. */
export const benchReview = (options: Omit<BenchOptions, "input">): Line[] =>
  withWorkspaces(options, (open) => {
    const { stack, pairs, report } = options;
    const largest = open(realProgram);
    const checkout = new ReviewCheckout();
    try {
      const runs = { review: () => checkout.review(), preview: () => largest.preview().cpuSeconds };
      const { review, preview } = interleave(pairs, runs, (text) => report(`review: ${text}`));
      const ratio = pairwiseRatio(review, preview);
      return [
        {
          name: `review of every stack / preview of ${stack}`,
          cpuSeconds: quartilesOf(review).median,
          ratio,
          budget: budgets.review,
          isOver: isOver(ratio, budgets.review),
        },
      ];
    } finally {
      checkout.remove();
    }
  });

function withWorkspaces<Result>({ engine, stack }: Omit<BenchOptions, "input">, work: (open: Open) => Result): Result {
  const opened: BenchWorkspace[] = [];
  try {
    return work((program) => {
      const workspace = new BenchWorkspace(engine, stack, program);
      opened.push(workspace);
      return workspace;
    });
  } finally {
    for (const workspace of opened) workspace.remove();
  }
}

function runCases(open: Open, { stack, input, pairs, report }: BenchOptions): Line[] {
  report(`${stack}: two updates, and the floor program from their state`);
  const program = open(realProgram);
  program.firstUp();
  program.up();
  const changes = program.changes();
  const resources = program.resources();
  const floor = openFloor(open, program);
  const empty = open(emptyProgram);
  const machines = withoutWorkloads(input);
  const bare = open(programWith(stack, machines));
  const tenth = open(programWith(stack, withShareOfGpus(machines, 0.1)));
  bare.firstUp();

  const count = engineResources(resources);
  const bound = boundOf(sizeOf(resources));
  const progress = (name: string) => (text: string) => report(`${stack} ${name}: ${text}`);
  const planning = benchPlanning(stack, machines, bare.resources(), pairs, progress("plan"));
  const previews = interleave(
    pairs,
    {
      program: () => program.preview(),
      floor: () => floor.preview(),
      policies: () => program.previewWithPolicies(),
      bare: () => bare.preview(),
      tenth: () => tenth.preview(),
      empty: () => empty.preview(),
    },
    progress("preview"),
  );
  const updates = interleave(
    pairs,
    { program: () => program.firstUp(), floor: () => floor.firstUp(), empty: () => empty.firstUp() },
    progress("first up"),
  );
  const peaks = pairwiseRatio(previews.program.map(peakOf), previews.floor.map(peakOf));
  return [
    { name: `${stack}: engine resources`, resources: count, bound, isOver: count > bound },
    { name: `${stack}: resources changed by a second up`, resources: changes, bound: 0, isOver: changes > 0 },
    compare(`${stack}: preview / floor`, previews.program, previews.floor, previews.empty, budgets.preview),
    compare(`${stack}: first up / floor`, updates.program, updates.floor, updates.empty, budgets.firstUp),
    compare(`${stack}: preview with every policy / without`, previews.policies, previews.program, previews.empty, budgets.policies),
    compare(
      `${stack} without Slurm and endpoints: preview / a tenth of the machines`,
      previews.bare,
      previews.tenth,
      previews.empty,
      budgets.tenTimesTheMachines,
    ),
    { ...planning, name: `${stack} without Slurm and endpoints: ${planning.name}` },
    {
      name: `${stack}: peak memory of the preview / floor`,
      ratio: peaks,
      budget: budgets.memory,
      peakMegabytes: medianPeak(previews.program),
      isOver: isOver(peaks, budgets.memory),
    },
  ];
}

/**
 * The floor of a program that has just been brought up.
 *
 * @throws Error when it does not register what the program does.
 */
function openFloor(open: Open, program: BenchWorkspace): BenchWorkspace {
  const expected = program.resources();
  const floor = open({ "index.js": floorProgram(expected) });
  floor.firstUp();
  const differing = differingResources(expected, floor.resources());
  if (differing.length > 0) throw new Error(`the floor program does not register the same:\n${differing.join("\n")}`);
  return floor;
}

const cpuOf = ({ cpuSeconds }: Sample) => cpuSeconds;
const peakOf = ({ peakMegabytes }: Sample) => peakMegabytes;
const medianPeak = (samples: readonly Sample[]) => quartilesOf(samples.map(peakOf)).median;

function compare(name: string, samples: readonly Sample[], references: readonly Sample[], empty: readonly Sample[], budget: number): Line {
  const seconds = samples.map(cpuOf);
  const ratio = pairwiseRatio(seconds, references.map(cpuOf));
  return {
    name,
    cpuSeconds: quartilesOf(seconds).median,
    ratio,
    budget,
    ratioToEmpty: pairwiseRatio(seconds, empty.map(cpuOf)).median,
    peakMegabytes: medianPeak(samples),
    isOver: isOver(ratio, budget),
  };
}
