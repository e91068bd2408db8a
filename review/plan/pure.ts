import { spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fleetSummarySchema } from "../../components/fleet/schema.ts";
import { summarySchema } from "../../components/summary/schema.ts";
import { compareResources } from "./compare.ts";
import { plannedStack, type PlannedStack } from "./planned.ts";
import type { StackPlan } from "./step.ts";

const endsWithinMilliseconds = 300_000;
const lastWords = 2000;

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

/** Runs the program in an environment without secrets. Returns the error, or undefined. */
function runProgram(scratch: string, args: readonly string[], within: number): Promise<string | undefined> {
  const path = [binariesWithoutStacks(scratch), dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  const child = spawn(process.execPath, [join(import.meta.dirname, "program.ts"), ...args], {
    env: { PATH: path, HOME: scratch, TMPDIR: scratch },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: within,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-lastWords);
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(undefined);
      else if (signal === "SIGKILL")
        resolve(`got no plan within ${within / 1000} s, want one; fix: find what keeps the program from ending`);
      else resolve(`got a program that ended with ${signal ?? `exit code ${String(code)}`}, want a plan; it said: ${lastWord(said)}`);
    });
  });
}

/** The reason in a crashed program's output: Node.js prints source lines before it and the stack trace after. */
const lastWord = (said: string) => said.split("\n").find((line) => /^(<ref \*\d+> )?\w*Error\b/.test(line)) ?? said.trim();

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
