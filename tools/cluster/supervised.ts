import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import { join } from "node:path";
import type { SupervisedProcess } from "./supervisor.ts";

/** Processes that live no longer than this one. */
export interface Supervised {
  /** Starts one more; it fails by way of `fault`. */
  start(process: SupervisedProcess): void;
  /** Why the processes ended before `stop`; undefined while they run. */
  fault(): string | undefined;
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
  const supervisor = spawn(process.execPath, [join(import.meta.dirname, "supervisor.ts"), directory, String(lifetimeMinutes)], {
    stdio: ["pipe", "ignore", "pipe"],
    // Nothing else, because etcd and others also take settings from variables.
    env: { PATH: process.env["PATH"], HOME: directory },
  });
  let said = "";
  let fault: string | undefined;
  supervisor.stderr.setEncoding("utf8").on("data", (chunk: string) => (said += chunk));
  // A write to a supervisor that has just ended; why it ended is reported below.
  supervisor.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve, reject) => {
    supervisor.on("error", reject);
    supervisor.on("close", (code) => {
      if (code !== 0) {
        fault = said.trim();
        process.stderr.write(said);
      }
      resolve();
    });
  });
  // A test cluster must not keep the process alive that forgets to stop it.
  supervisor.unref();
  (supervisor.stderr as Socket).unref();
  return {
    start: (process) => void supervisor.stdin.write(`${JSON.stringify(process)}\n`),
    fault: () => fault,
    stop: () => {
      supervisor.ref();
      supervisor.stdin.end();
      return ended;
    },
  };
}
