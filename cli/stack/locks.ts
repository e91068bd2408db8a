import { existsSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { StackError } from "../../components/lib/parse/fault.ts";
import { readWhole } from "../setup/files.mjs";
import { isRunning, LockedError, lockState, takeLock } from "../setup/lock.mjs";
import { projectName, type EmbeddedWorkspace } from "./embedded.ts";

const PulumiLock = z.looseObject({ pid: z.number(), hostname: z.string() });

/** The place of `.state/`. */
type LockFolder = Pick<EmbeddedWorkspace, "stateFile">;

const pulumiLocks = (workspace: LockFolder, stackName: string) =>
  workspace.stateFile("backend", ".pulumi", "locks", "organization", projectName, stackName);

const updateLock = (workspace: LockFolder, stackName: string) => workspace.stateFile("locks", `${stackName}.update`);

/** A lock of the CLI: its file, and its owner where the file names one. */
interface FoundLock {
  readonly file: string;
  readonly pid?: number;
  readonly isDead: boolean;
}

/** The CLI's own locks of a stack. What the backend writes beside each, `.attrs`, is no lock. */
function locksIn(directory: string): FoundLock[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const file = join(directory, name);
      const lock = PulumiLock.safeParse(jsonOf(readWhole(file) ?? ""));
      // The backend writes a lock whole: one that cannot be read was cut off with its owner.
      if (!lock.success) return { file, isDead: true };
      const { pid, hostname: host } = lock.data;
      return { file, pid, isDead: host === hostname() && !isRunning(pid) };
    });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Removes the CLI's locks whose owner, on this machine, no longer runs: a killed CLI cannot give its own back. Any other lock stays. */
export function releaseDeadLocks(directory: string, stackName: string): void {
  if (!existsSync(directory)) return;
  for (const { file, pid, isDead } of locksIn(directory)) {
    if (!isDead) continue;
    process.stderr.write(
      pid === undefined
        ? `${stackName}: the lock file ${file} names no process that holds it: it is removed\n`
        : `${stackName}: the run of process ${pid} was killed: its lock is released\n`,
    );
    for (const one of [file, `${file}.attrs`]) rmSync(one, { force: true });
  }
  // A run that was killed while it gave its lock back.
  for (const name of readdirSync(directory).filter((one) => one.endsWith(".attrs"))) {
    const attributes = join(directory, name);
    if (!existsSync(attributes.slice(0, -".attrs".length))) rmSync(attributes, { force: true });
  }
}

/** @throws LockedError where a CLI that this project did not start, or whose run was killed, still has the stack. */
function requireNoPulumi(directory: string, stackName: string): void {
  const [lock] = locksIn(directory);
  if (lock === undefined) return;
  throw new LockedError(
    `${stackName}: got a lock of Pulumi's process ${String(lock.pid)} in ${lock.file}, want none; fix: wait until it ends; only when it no longer runs, wherever that was: npm run pulumi -- cancel ${stackName}`,
  );
}

/** Tells if a run that may still go on has the stack. */
export function isBeingUpdated(workspace: LockFolder, stackName: string): boolean {
  const { state } = lockState(updateLock(workspace, stackName));
  return state === "held" || state === "elsewhere" || locksIn(pulumiLocks(workspace, stackName)).some(({ isDead }) => !isDead);
}

/** A stack that this run alone may change. */
export interface Hold {
  /** @throws StackError when the checkout was moved or deleted meanwhile: what is written now would land where it was. */
  readonly requireHeld: () => void;
}

/**
 * Runs `work` while no other run changes the stack.
 *
 * @throws LockedError naming the run that has it.
 */
export async function whileUpdating<T>(workspace: LockFolder, stackName: string, work: (hold: Hold) => Promise<T>): Promise<T> {
  const path = updateLock(workspace, stackName);
  const lock = takeLock(path, stackName);
  const requireHeld = () => {
    if (lock.isHeld()) return;
    throw new StackError(
      `${stackName}: got no lock of this run in ${path}, want it until the run ends: the checkout was moved or deleted meanwhile, and nothing more is written; ` +
        "fix: run this again where the checkout is now",
    );
  };
  try {
    releaseDeadLocks(pulumiLocks(workspace, stackName), stackName);
    requireNoPulumi(pulumiLocks(workspace, stackName), stackName);
    return await work({ requireHeld });
  } finally {
    lock.release();
  }
}
