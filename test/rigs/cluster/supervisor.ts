/**
 * The process that owns a test cluster's processes: `node supervisor.ts DIRECTORY LIFETIME_MINUTES`.
 *
 * It starts what its standard input names, one JSON line each. When that input ends (however the process at its other end
 * ended: a SIGKILL runs no exit handler there), at a signal, after its lifetime, or as soon as one process ends by itself,
 * it kills all of them and removes the directory. Why it ended early goes to standard error.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import { logFile, logTail } from "./log.ts";

/** One line of the supervisor's input. */
export interface SupervisedProcess {
  /** Names the log file too. */
  readonly name: string;
  /** Absolute path of the binary. */
  readonly command: string;
  readonly args: readonly string[];
  /** Variables besides the supervisor's own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Number of times it is started again when it ends by itself, as a kubelet does; after that its end is the cluster's. @default 0 */
  readonly restarts?: number;
}

const [directory, lifetimeMinutes] = process.argv.slice(2);
if (directory === undefined || lifetimeMinutes === undefined) throw new Error("usage: supervisor.ts DIRECTORY LIFETIME_MINUTES");

const children: ChildProcess[] = [];
let isEnding = false;

function start(supervised: SupervisedProcess, directory: string): void {
  if (isEnding) return;
  const { name, command, args, environment, restarts = 0 } = supervised;
  const log = openSync(logFile(directory, name), "a");
  const child = spawn(command, args, { cwd: directory, env: { ...process.env, ...environment }, stdio: ["ignore", log, log] });
  closeSync(log);
  child.on("error", (error) => void end(directory, `${name} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (restarts > 0) {
      start({ ...supervised, restarts: restarts - 1 }, directory);
      return;
    }
    const how = signal ?? `exit code ${String(code)}`;
    void end(directory, `${name} ended by itself (${how}); the end of its log:\n${logTail(directory, name)}`);
  });
  children.push(child);
}

async function end(directory: string, fault?: string): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  if (fault !== undefined) process.stderr.write(`[cluster] ${fault}\n`);
  for (const child of children) {
    const isRunning = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
    if (!isRunning) continue;
    const exit = once(child, "exit");
    // Nothing of a test cluster outlives it, so nothing is lost by not asking first.
    child.kill("SIGKILL");
    await exit;
  }
  await rm(directory, { recursive: true, force: true });
  process.exit(fault === undefined ? 0 : 1);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(directory, `stopped by ${signal}`));
setTimeout(() => void end(directory, `stopped after its lifetime of ${lifetimeMinutes} minutes`), Number(lifetimeMinutes) * 60_000);

for await (const line of createInterface({ input: process.stdin })) {
  start(JSON.parse(line) as SupervisedProcess, directory);
}
await end(directory);
