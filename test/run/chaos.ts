import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { meantIn } from "../../cli/stack/meant.ts";
import { parseState } from "../../cli/stack/state.ts";
import { Checkout } from "../support/checkout.ts";
import { randomFrom } from "./random.ts";

/** The smallest stack. */
const stack = "keflavik";

/** The phases of a run, told apart by what it has in the checkout. */
export const phases = ["set-up", "preview", "rendering or writing"] as const;
export type Phase = (typeof phases)[number];

/** The outcome of random kills: what was wrong after the plain starts that followed. */
export interface ChaosResult {
  readonly seed: number;
  readonly kills: Readonly<Record<Phase, number>>;
  /** Runs that ended before they could be killed. */
  readonly ended: number;
  readonly starts: number;
  readonly faults: readonly string[];
}

/** The stack as it is, and without one of its tenants. */
const variants: readonly (readonly string[])[] = [
  [],
  [
    'delete stack.site.offtake["icelandic-language"];',
    'for (const { kubernetes } of Object.values<any>(stack.clusters)) delete kubernetes?.tenants["icelandic-language"];',
  ],
];

/** Files of the folder's user: a repository, and one beside ours. */
const theirs = { ".git/HEAD": "ref: refs/heads/main\n", "kustomization.yaml": "resources: [initial-1]\n" } as const;

type Contents = Readonly<Record<string, string>>;

function contentsOf(checkout: Checkout): Contents {
  const digest = (file: string) =>
    createHash("sha256")
      .update(readFileSync(checkout.path("out", stack, file)))
      .digest("hex");
  return Object.fromEntries(checkout.files(join("out", stack)).map((file) => [file, digest(file)]));
}

function startOf(checkout: Checkout): readonly string[] {
  const { code, output } = checkout.run("start", stack);
  return code === 0 ? [] : [`start ended with ${String(code)}: ${output.slice(-2000)}`];
}

/** Milliseconds that a run takes on this machine: to the first file that it renders, and from there to its end. */
interface Pace {
  readonly before: number;
  readonly rendering: number;
}

/** Runs a start to its end, and measures it. */
async function paceOf(checkout: Checkout): Promise<Pace> {
  const begun = performance.now();
  const run = checkout.start("start", stack);
  await untilRendering(checkout, run);
  const rendering = performance.now();
  while (run.exitCode === null) await sleep(20);
  return { before: rendering - begun, rendering: performance.now() - rendering };
}

async function untilRendering(checkout: Checkout, run: ChildProcess): Promise<void> {
  while (run.exitCode === null && phaseOf(checkout) !== "rendering or writing") await sleep(10);
}

function phaseOf(checkout: Checkout): Phase {
  const runs = checkout.path(".state/runs");
  if (!existsSync(checkout.path(`.state/locks/${stack}.update`))) return "set-up";
  const isRendering = existsSync(runs) && readdirSync(runs).some((run) => existsSync(join(runs, run, "out", stack)));
  return isRendering ? "rendering or writing" : "preview";
}

/** Everything that is wrong in a checkout after a start that ended well. */
function faultsIn(checkout: Checkout, expected: Contents): string[] {
  const found = contentsOf(checkout);
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])].filter((name) => expected[name] !== found[name]);
  const { deployment } = parseState(checkout.run("pulumi", "stack", "export", "--stack", stack).output);
  const urns = (deployment.resources ?? []).map(({ urn }) => urn);
  const pending = deployment["pending_operations"] ?? [];
  const locks = checkout.path(".state/backend/.pulumi/locks/organization/nscale", stack);
  const left = [checkout.path(".state/runs"), checkout.path(".state/locks"), locks].flatMap((folder) =>
    existsSync(folder) ? readdirSync(folder) : [],
  );
  return [
    ...names.map((name) => `${name}: ${found[name] === undefined ? "lost" : expected[name] === undefined ? "left" : "another"}`),
    ...Object.keys(meantIn({ deployment }))
      .filter((name) => found[name] === undefined)
      .map((name) => `${name}: in the state alone`),
    ...urns.filter((urn, index) => urns.indexOf(urn) !== index).map((urn) => `${urn}: doubled`),
    ...(Array.isArray(pending) && pending.length > 0 ? [`${pending.length} pending operations`] : []),
    ...left.map((name) => `${name}: left by a killed run`),
    ...(checkout.run("drift", stack).code === 0 ? [] : ["drift finds something"]),
  ];
}

/**
 * Kills runs at random moments, three to eight in a row, each on a stack that may have changed, and checks after a plain start that nothing was lost, doubled,
 * pending or left.
 */
export async function runChaos(seed: number, wanted: number, progress: (line: string) => void): Promise<ChaosResult> {
  const random = randomFrom(seed);
  const pick = (below: number) => Math.floor(random() * below);
  const checkout = new Checkout();
  const kills = Object.fromEntries(phases.map((phase) => [phase, 0])) as Record<Phase, number>;
  const faults: string[] = [];
  let [ended, starts, done] = [0, 0, 0];
  try {
    for (const [file, text] of Object.entries(theirs)) {
      mkdirSync(join(checkout.path("out", stack, file), ".."), { recursive: true });
      writeFileSync(checkout.path("out", stack, file), text);
    }
    const expected: Contents[] = [];
    let pace: Pace = { before: 0, rendering: 0 };
    for (const statements of variants) {
      checkout.change(stack, ...statements);
      pace = await paceOf(checkout);
      // Its output agrees with the state: a second start has nothing to do.
      faults.push(...startOf(checkout));
      expected.push(contentsOf(checkout));
    }
    while (done < wanted && faults.length === 0) {
      let variant = 0;
      for (let row = 3 + pick(6); row > 0 && done < wanted; row -= 1) {
        variant = pick(variants.length);
        checkout.change(stack, ...(variants[variant] ?? []));
        const run = checkout.start("start", stack);
        // Most of a run is set-up and preview: every other one is left alone until it renders.
        const isLate = pick(2) > 0;
        if (isLate) await untilRendering(checkout, run);
        await sleep(random() * (isLate ? pace.rendering : pace.before));
        if (run.exitCode !== null) {
          ended += 1;
          continue;
        }
        const phase = phaseOf(checkout);
        checkout.kill(run);
        kills[phase] += 1;
        done += 1;
      }
      faults.push(...startOf(checkout));
      starts += 1;
      faults.push(...faultsIn(checkout, expected[variant] ?? {}));
      progress(`${done} of ${wanted} killed, ${starts} starts since, ${faults.length} faults`);
    }
    return { seed, kills, ended, starts, faults };
  } finally {
    checkout.remove();
  }
}
