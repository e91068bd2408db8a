import { spawn } from "node:child_process";
import { Socket } from "node:net";
import { join } from "node:path";
import type { SupervisedProcess } from "./supervisor.ts";

/** Processes that live no longer than this one. */
export interface Supervised {
  /** Starts one more; it fails by way of `fault`. */
  start(process: SupervisedProcess): void;
  /** Why the processes ended before `stop`; undefined while they run, and after `stop`. */
  fault(): string | undefined;
  /** Settles when the processes have ended, with the fault. */
  readonly ended: Promise<string | undefined>;
  /** Kills the processes and removes their directory; does nothing the second time. */
  stop(): Promise<void>;
}

/**
 * Starts a supervisor for processes that write into `directory`.
 *
 * The supervisor sees its input end when this process does, so nothing is left behind whichever way that happens,
 * and no exit or signal handler has to be added here.
 */
export function supervise(directory: string, lifetimeMinutes: number): Supervised {
  const program = join(import.meta.dirname, "supervisor.ts");
  // Node 22 warns that it strips types; standard error is for faults here.
  const supervisor = spawn(process.execPath, ["--no-warnings", program, directory, String(lifetimeMinutes)], {
    stdio: ["pipe", "ignore", "pipe"],
    // Nothing else, because etcd and others also take settings from variables.
    env: { PATH: process.env["PATH"], HOME: directory },
  });
  let said = "";
  let fault: string | undefined;
  supervisor.stderr.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  // A write to a supervisor that has just ended; the fault says why it ended.
  supervisor.stdin.on("error", () => undefined);
  const ended = new Promise<string | undefined>((resolve) => {
    supervisor.on("error", (error) => resolve((fault = error.message)));
    supervisor.on("close", (code) => resolve((fault = code === 0 ? undefined : said.trim())));
  });
  // A test cluster must not keep the process alive that forgets to stop it.
  supervisor.unref();
  if (supervisor.stderr instanceof Socket) supervisor.stderr.unref();
  return {
    start: (process) => void supervisor.stdin.write(`${JSON.stringify(process)}\n`),
    fault: () => fault,
    ended,
    stop: async () => {
      supervisor.ref();
      supervisor.stdin.end();
      await ended;
    },
  };
}
