import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { locateEngine } from "../engine/locate.ts";
import { repository } from "../setup/cache.mjs";
import { requireReadableState } from "../stack/checkpoint.ts";
import { pulumiText } from "../stack/cli.ts";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { exportState } from "../stack/state.ts";
import { sealOfPlan } from "./sealing.ts";
import type { PlannedStack } from "../../review/plan/planned.ts";
import { isBeingUpdated } from "../stack/locks.ts";
import { judgeByBase, type BaseJudgement } from "../../review/base/judge.ts";
import type { IsoDate } from "../../components/lib/date.ts";
import { baseCommit, filesOf, stacksOf } from "../../review/plan/checkout.ts";
import { previewStack } from "../../review/plan/preview.ts";
import { planBetween, planPurely } from "../../review/plan/pure.ts";
import { secretsIn, type Secret } from "../../review/secrets.ts";
import { resourcesOf, type ComparedPlan } from "./evaluate.ts";
import { messageOf } from "../../components/lib/error.ts";

/** The plans of stacks, and the secrets that no output may contain. */
export interface Planned {
  readonly plans: readonly ComparedPlan[];
  readonly secrets: readonly Secret[];
  /** What the base says of the change, where the change alters what judges it. */
  readonly base?: BaseJudgement | undefined;
}

const progress = (text: string) => process.stderr.write(`[review] ${text}\n`);

/** A plan with an error only. */
export const failedPlan = (stackName: string, error: string): ComparedPlan => ({
  stack: stackName,
  steps: [],
  violations: [],
  comparedWith: "",
  notes: [],
  error,
});

/** Failed plans without content: the secrets may be unknown, so nothing of a plan may be shown. */
const failed = (stacks: readonly string[], error: unknown): Planned => ({
  plans: stacks.map((stack) => failedPlan(stack, messageOf(error))),
  secrets: [],
});

/** True if the stack has a state in the embedded engine's backend. */
const hasState = (stackName: string) =>
  existsSync(join(repository, ".state", "backend", ".pulumi", "stacks", "nscale", `${stackName}.json`));

/**
 * Plans the named stacks, or all: against their state, or against a commit if they have no state or `base` names one.
 * Never throws: a failure becomes the error of the stacks concerned, so that there is always a review.
 */
export async function planStacks(named: readonly string[], base: string | undefined, date: IsoDate): Promise<Planned> {
  const stacks = named.length > 0 ? [...new Set(named)] : stacksOf(repository);
  const withState = base === undefined ? stacks.filter(hasState) : [];
  const others = stacks.filter((stack) => !withState.includes(stack));
  const previewed =
    withState.length > 0 ? await previewAll(withState).catch((error: unknown) => failed(withState, error)) : failed([], undefined);
  const compared =
    others.length > 0 || named.length === 0 ? await compareWith(base ?? "HEAD", others, named.length === 0, date) : { plans: [] };
  return { plans: [...previewed.plans, ...compared.plans], secrets: previewed.secrets, base: compared.base };
}

/** Plans stacks from the data files of a commit to those of the working tree. */
async function compareWith(
  ref: string,
  stacks: readonly string[],
  withRemoved: boolean,
  date: IsoDate,
): Promise<Pick<Planned, "plans" | "base">> {
  try {
    const commit = baseCommit(repository, ref);
    const base = filesOf(repository, commit);
    try {
      const [old, now] = [stacksOf(base.directory), stacksOf(repository)];
      // Stacks that the change removes are reviewed too.
      const all = [...stacks, ...(withRemoved ? old.filter((stack) => !now.includes(stack)) : [])];
      progress(`planning ${all.join(", ")} as of ${commit.slice(0, 10)} and as they are now`);
      const jobs = all.flatMap((stack) => [
        ...(old.includes(stack) ? [{ stack, checkout: base.directory }] : []),
        // An unknown stack is planned too: the program's error then lists the known ones.
        ...(now.includes(stack) || !old.includes(stack) ? [{ stack, checkout: repository }] : []),
      ]);
      const planned = await inParallel(jobs, async (job) => ({ ...job, result: await planPurely(job.checkout, job.stack) }));
      const find = (checkout: string, stackName: string) =>
        planned.find((one) => one.stack === stackName && one.checkout === checkout)?.result;
      const plans = all.map((stack) => ({
        ...planBetween(stack, find(base.directory, stack), find(repository, stack)),
        ...sealed(find(repository, stack)),
        comparedWith: `${ref} (${commit.slice(0, 10)})`,
      }));
      // An incomplete plan is not judged: a missing resource would look like a violation, or hide one.
      const whole = plans.flatMap(({ stack, steps, error }) =>
        error === undefined ? [{ stack, resources: resourcesOf(stack, steps, "after") }] : [],
      );
      return { plans, base: await judgeByBase(repository, base, whole, [date]) };
    } finally {
      base.remove();
    }
  } catch (error) {
    return { plans: failed(stacks, error).plans };
  }
}

/** The seal of a plan for a stack without a state. */
const sealed = (plan: PlannedStack | undefined) =>
  plan === undefined || plan.error !== undefined ? {} : { seal: sealOfPlan(plan, undefined) };

/** The approximate memory of one plan or preview: program, engine, providers and rules. */
const bytesEach = 1.5e9;

/** Works on items in parallel, as many as cores and memory allow. */
async function inParallel<Item, Done>(items: readonly Item[], work: (item: Item) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  const waiting = [...items];
  const workOff = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) done.push(await work(item));
  };
  const atOnce = Math.max(1, Math.min(availableParallelism(), Math.floor(process.availableMemory() / bytesEach)));
  await Promise.all(Array.from({ length: atOnce }, workOff));
  return done;
}

/** A note if the state is locked: a preview reads a state without checking its lock. */
const lockNotes = (workspace: EmbeddedWorkspace, stackName: string): string[] =>
  isBeingUpdated(workspace, stackName)
    ? [
        "Another run holds the lock of the state: an update is under way, and the base of this comparison may change. Review again after the update.",
      ]
    : [];

/** Previews stacks against their state, each in its own folder. */
async function previewAll(stacks: readonly string[]): Promise<Planned> {
  const engine = await locateEngine();
  const policyPack = join(repository, "policies", "all");
  progress(`previewing ${stacks.join(", ")} against their state`);
  const previewed = await inParallel(stacks, async (stack): Promise<Planned> => {
    try {
      const workspace = await EmbeddedWorkspace.open(engine);
      requireReadableState(workspace, stack);
      const notes = lockNotes(workspace, stack);
      const plan = await previewStack({ directory: workspace.directory, environment: workspace.environment, policyPack }, stack);
      progress(`${stack} is previewed`);
      return {
        plans: [
          { ...plan, seal: plan.error === undefined ? await sealOfState(workspace, stack) : undefined, comparedWith: "its state", notes },
        ],
        secrets: await secretsOf(workspace, stack),
      };
    } catch (error) {
      return failed([stack], error);
    }
  });
  return { plans: previewed.flatMap(({ plans }) => plans), secrets: previewed.flatMap(({ secrets }) => secrets) };
}

/** The seal of an update of a stack that has a state. */
const sealOfState = async (workspace: EmbeddedWorkspace, stackName: string): Promise<string> =>
  sealOfPlan(await planPurely(repository, stackName), await exportState(workspace, stackName), [workspace.settingsFile(stackName)]);

/** The secrets of a stack's configuration and state. */
async function secretsOf(workspace: EmbeddedWorkspace, stackName: string): Promise<Secret[]> {
  const json = async (...args: string[]) =>
    JSON.parse(await pulumiText(workspace, [...args, "--stack", stackName, "--show-secrets"])) as unknown;
  const config = (await json("config", "--json")) as Record<string, { value?: string; secret: boolean }>;
  const configured = Object.entries(config).flatMap(([name, { value, secret }]) =>
    secret && value !== undefined ? [{ name, value }] : [],
  );
  return [...configured, ...secretsIn(await json("stack", "export"))];
}
