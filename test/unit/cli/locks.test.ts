import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { isRunning, withLock } from "../../../cli/setup/lock.mjs";
import { releaseDeadLocks } from "../../../cli/stack/locks.ts";

const directory = mkdtempSync(join(tmpdir(), "nscale-locks-"));
afterAll(() => rmSync(directory, { recursive: true }));

let dead = 0;
beforeAll(async () => {
  const child = spawn("true");
  await new Promise((resolve) => child.on("exit", resolve));
  dead = child.pid ?? 0;
});

test("a process runs until it ends", () => {
  expect(isRunning(process.pid)).toBe(true);
  expect(isRunning(dead)).toBe(false);
});

test("a process that was killed and that nobody has waited for does not run", async () => {
  // The shell does not wait for its child before it becomes sleep, which never does.
  const child = spawn("sh", ["-c", "true & echo $!; exec sleep 30"]);
  const pid = Number(await new Promise<Buffer>((resolve) => child.stdout.once("data", resolve)));
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  expect(isRunning(child.pid ?? 0)).toBe(true);
  child.kill("SIGKILL");
});

test("the lock of a dead owner is taken over, and given back", async () => {
  const path = join(directory, "taken.lock");
  writeFileSync(path, String(dead));
  expect(await withLock(path, () => Promise.resolve(existsSync(path)))).toBe(true);
  expect(existsSync(path)).toBe(false);
});

test("a stack's lock is released if its owner was killed on this machine, and stands otherwise", () => {
  const locks = join(directory, ".pulumi", "locks", "organization", "nscale", "glomfjord");
  mkdirSync(locks, { recursive: true });
  const owners = { killed: [dead, hostname()], running: [process.pid, hostname()], elsewhere: [dead, "another.example"] } as const;
  for (const [name, [pid, host]] of Object.entries(owners))
    writeFileSync(join(locks, `${name}.json`), JSON.stringify({ pid, hostname: host }));
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  releaseDeadLocks(directory, "nscale", "glomfjord");
  expect(said.mock.calls).toEqual([[`glomfjord: the run of process ${dead} was killed: its lock is released\n`]]);
  expect(readdirSync(locks).sort()).toEqual(["elsewhere.json", "running.json"]);
});
