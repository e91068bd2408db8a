import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fleetSummarySchema } from "../../components/fleet/schema.ts";
import { messageOf } from "../../components/lib/error.ts";
import { summarySchema } from "../../components/summary/schema.ts";
import { lastWord, runWithoutSecrets } from "./child.ts";
import { compareResources } from "./compare.ts";
import { plannedStack, type PlannedStack } from "./planned.ts";
import type { StackPlan } from "./step.ts";

const endsWithinMilliseconds = 300_000;

/**
 * The resources that a checkout's program registers for a stack, with all clusters rendered. Needs no engine, state, cluster or secret.
 *
 * A program that hangs or fails becomes the plan's error.
 */
export async function planPurely(checkout: string, stackName: string, within = endsWithinMilliseconds): Promise<PlannedStack> {
  const scratch = mkdtempSync(join(tmpdir(), "nscale-plan-"));
  try {
    const file = join(scratch, "planned.json");
    const failure = await runProgram(scratch, [checkout, file, stackName], within);
    if (failure !== undefined) return { stack: stackName, resources: [], error: failure };
    return plannedStack.parse(JSON.parse(readFileSync(file, "utf8")));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A stand-in for `pulumi` that lists no stacks: the fleet asks for existing sites, and here there are none. */
function binariesWithoutStacks(scratch: string): string {
  const folder = join(scratch, "bin");
  mkdirSync(folder);
  copyFileSync(join(import.meta.dirname, "pulumi-without-stacks.sh"), join(folder, "pulumi"));
  chmodSync(join(folder, "pulumi"), 0o755);
  return folder;
}

/** Runs the program. Returns the error, or undefined. */
async function runProgram(scratch: string, args: readonly string[], within: number): Promise<string | undefined> {
  const path = [binariesWithoutStacks(scratch), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  try {
    const { code, signal, said } = await runWithoutSecrets(join(import.meta.dirname, "program.ts"), args, { path, scratch, within });
    if (code === 0) return undefined;
    if (signal === "SIGKILL") return `got no plan within ${within / 1000} s, want one; fix: find what keeps the program from ending`;
    return `got a program that ended with ${signal ?? `exit code ${String(code)}`}, want a plan; it said: ${lastWord(said)}`;
  } catch (error) {
    return messageOf(error);
  }
}

const anySummary = summarySchema.or(fleetSummarySchema);

/** The plan from one version of a stack to another; a side is undefined if it lacks the stack. */
export function planBetween(
  stackName: string,
  before: PlannedStack | undefined,
  after: PlannedStack | undefined,
): StackPlan & { readonly notes: readonly string[] } {
  const nothing = { stack: stackName, steps: [], violations: [], notes: [] };
  if (after?.error !== undefined) return { ...nothing, error: after.error };
  if (before?.error !== undefined) return { ...nothing, error: `as of the base: ${before.error}` };
  // Resources are compared even if the base's summary is of another schema version.
  const [old, fresh] = [before, after].map((planned) => anySummary.safeParse(planned?.summary).data);
  return {
    ...nothing,
    ...(old === undefined ? {} : { before: old }),
    ...(fresh === undefined ? {} : { after: fresh }),
    steps: compareResources(before?.resources ?? [], after?.resources ?? []),
    notes:
      before !== undefined && old === undefined
        ? ["The base's summary is of another schema version, so the figures before the change are unknown."]
        : [],
  };
}
