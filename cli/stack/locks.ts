import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { isRunning } from "../setup/lock.mjs";

const Lock = z.looseObject({ pid: z.number(), hostname: z.string() });

/** Removes the stack's locks whose owner, on this machine, no longer runs: a killed CLI cannot give its own back. Any other lock stands. */
export function releaseDeadLocks(backend: string, project: string, stack: string): void {
  const directory = join(backend, ".pulumi", "locks", "organization", project, stack);
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) {
    const file = join(directory, name);
    const lock = Lock.safeParse(JSON.parse(readFileSync(file, "utf8")));
    if (!lock.success || lock.data.hostname !== hostname() || isRunning(lock.data.pid)) continue;
    process.stderr.write(`${stack}: the run of process ${lock.data.pid} was killed: its lock is released\n`);
    rmSync(file);
  }
}
