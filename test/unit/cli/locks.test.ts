import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { isRunning, lockState, takeLock, withLock } from "../../../cli/setup/lock.mjs";
import { isBeingUpdated, releaseDeadLocks, whileUpdating } from "../../../cli/stack/locks.ts";

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

test("a killed process that was not waited for (a zombie) does not run", async () => {
  // The shell does not wait for its child before it becomes sleep, which never does.
  const child = spawn("sh", ["-c", "true & echo $!; exec sleep 30"]);
  const pid = Number(await new Promise<Buffer>((resolve) => child.stdout.once("data", resolve)));
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false));
  expect(isRunning(child.pid ?? 0)).toBe(true);
  child.kill("SIGKILL");
});

const held = (path: string): { pid: number; since: string } => JSON.parse(readFileSync(path, "utf8")) as { pid: number; since: string };

/** A lock as this process would have it, but for what differs. */
function lockWith(path: string, difference: object): void {
  const lock = takeLock(path, "glomfjord");
  const owner = held(path);
  lock.release();
  writeFileSync(path, JSON.stringify({ ...owner, ...difference }));
}

test("the lock of a dead owner is taken over, and given back", async () => {
  const path = join(directory, "taken.lock");
  lockWith(path, { pid: dead });
  expect(await withLock(path, () => Promise.resolve(existsSync(path)))).toBe(true);
  expect(readdirSync(directory)).toEqual([]);
});

describe("a stack's lock", () => {
  const path = join(directory, "glomfjord.update");
  afterEach(() => {
    rmSync(path, { force: true });
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
  const said = () => vi.spyOn(process.stderr, "write").mockReturnValue(true);

  test("of a running process is refused with its number and since when", () => {
    const first = takeLock(path, "glomfjord");
    const { since } = held(path);
    expect(() => takeLock(path, "glomfjord")).toThrow(
      `glomfjord: got a lock of process ${process.pid} of ${hostname()} since ${since}, want none; fix: wait until it ends, or end it`,
    );
    first.release();
    expect(lockState(path)).toEqual({ state: "free" });
  });

  // Locks as found, with the text printed on each: each is taken over, and nothing of it is left.
  test.each([
    [
      "of a process that was killed",
      () => lockWith(path, { pid: dead }),
      () => `glomfjord: the run of process ${dead} was killed: its lock is released\n`,
    ],
    [
      "of a number that was given again",
      () => lockWith(path, { started: "another boot 1" }),
      () => `glomfjord: the run of process ${process.pid} was killed: its lock is released\n`,
    ],
    [
      "that is empty",
      () => writeFileSync(path, ""),
      () => `glomfjord: the lock file ${path} names no process that holds it: it is removed\n`,
    ],
    [
      "that is cut off",
      () => writeFileSync(path, '{"pid": 1, "ho'),
      () => `glomfjord: the lock file ${path} names no process that holds it: it is removed\n`,
    ],
  ])("%s is taken over", (_, prepare, message) => {
    prepare();
    const write = said();
    takeLock(path, "glomfjord").release();
    expect(write.mock.calls).toEqual([[message()]]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test.each([
    ["name", { host: "another.example" }, "another.example"],
    ["identity", { machine: "another" }, hostname()],
  ])("of a machine of another %s is named, and stays", (_, difference, name) => {
    lockWith(path, difference);
    expect(() => takeLock(path, "glomfjord")).toThrow(
      new RegExp(
        `got a lock of process ${process.pid} of ${name} since .*; fix: end it there; only when it no longer runs .*, delete ${path}`,
      ),
    );
    expect(existsSync(path)).toBe(true);
  });

  test("does not go by the clock, and says when that was set back", () => {
    vi.useFakeTimers({ now: Date.parse("2031-01-01T00:00:00Z") });
    const lock = takeLock(path, "glomfjord");
    vi.setSystemTime(Date.parse("2026-01-01T00:00:00Z"));
    expect(() => takeLock(path, "glomfjord")).toThrow("since 2031-01-01T00:00:00.000Z by a clock that was set back after that, want none");
    vi.setSystemTime(Date.parse("2099-01-01T00:00:00Z"));
    expect(() => takeLock(path, "glomfjord")).toThrow("since 2031-01-01T00:00:00.000Z, want none");
    lock.release();
  });

  test("of a checkout that was moved is still its owner's, who notices; that of a copy is released", () => {
    const [here, there] = [join(directory, "here"), join(directory, "there")];
    const lock = takeLock(join(here, "glomfjord.update"), "glomfjord");
    cpSync(here, there, { recursive: true });
    said();
    takeLock(join(there, "glomfjord.update"), "glomfjord").release();
    expect(lock.isHeld()).toBe(true);

    rmSync(there, { recursive: true });
    renameSync(here, there);
    expect(lock.isHeld()).toBe(false);
    expect(() => takeLock(join(there, "glomfjord.update"), "glomfjord")).toThrow(
      `which found it at ${join(here, "glomfjord.update")}: the checkout was moved, want none; fix: wait until it ends, or end it`,
    );
    lock.release();
    rmSync(there, { recursive: true });
  });
});

test("a lock of the CLI is released whole if its owner was killed on this machine or it names none, and stays otherwise", () => {
  const locks = join(directory, "locks");
  mkdirSync(locks, { recursive: true });
  const owners = { killed: [dead, hostname()], running: [process.pid, hostname()], elsewhere: [dead, "another.example"] } as const;
  for (const [name, [pid, host]] of Object.entries(owners)) {
    writeFileSync(join(locks, `${name}.json`), JSON.stringify({ pid, hostname: host }));
    writeFileSync(join(locks, `${name}.json.attrs`), "{}");
  }
  writeFileSync(join(locks, "cut-off.json"), "");
  writeFileSync(join(locks, "of-a-killed-run.json.attrs"), "{}");
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  releaseDeadLocks(locks, "glomfjord");
  expect(said.mock.calls.flat().sort()).toEqual([
    `glomfjord: the lock file ${join(locks, "cut-off.json")} names no process that holds it: it is removed\n`,
    `glomfjord: the run of process ${dead} was killed: its lock is released\n`,
  ]);
  said.mockRestore();
  expect(readdirSync(locks).sort()).toEqual(["elsewhere.json", "elsewhere.json.attrs", "running.json", "running.json.attrs"]);
});

describe("a stack of an embedded state", () => {
  const place = { stateFile: (...names: string[]) => join(directory, "state", ...names) };
  const locks = place.stateFile("backend", ".pulumi", "locks", "organization", "nscale", "glomfjord");
  beforeEach(() => mkdirSync(locks, { recursive: true }));
  afterEach(() => rmSync(place.stateFile(), { recursive: true }));

  test("is being updated while a lock may be held, and not by what a killed run left", async () => {
    writeFileSync(join(locks, "killed.json.attrs"), "{}");
    writeFileSync(join(locks, "killed.json"), JSON.stringify({ pid: dead, hostname: hostname() }));
    expect(isBeingUpdated(place, "glomfjord")).toBe(false);
    const seenFrom = (stack: string) => whileUpdating(place, stack, () => Promise.resolve(isBeingUpdated(place, "glomfjord")));
    expect(await seenFrom("keflavik")).toBe(false);
    writeFileSync(join(locks, "elsewhere.json"), JSON.stringify({ pid: dead, hostname: "another.example" }));
    expect(isBeingUpdated(place, "glomfjord")).toBe(true);
    rmSync(join(locks, "elsewhere.json"));
    rmSync(join(locks, "killed.json"));
    expect(await seenFrom("glomfjord")).toBe(true);
  });

  test("is refused while the CLI has it that a killed run had started", async () => {
    writeFileSync(join(locks, "running.json"), JSON.stringify({ pid: process.pid, hostname: hostname() }));
    await expect(whileUpdating(place, "glomfjord", () => Promise.resolve())).rejects.toThrow(
      `glomfjord: got a lock of Pulumi's process ${process.pid} in ${join(locks, "running.json")}, want none; fix: wait until it ends`,
    );
    expect(readdirSync(place.stateFile("locks"))).toEqual([]);
  });

  test("is written no more once the checkout was moved", async () => {
    await whileUpdating(place, "glomfjord", ({ requireHeld }) => {
      requireHeld();
      renameSync(place.stateFile(), `${place.stateFile()}-moved`);
      expect(requireHeld).toThrow(
        "want it until the run ends: the checkout was moved or deleted meanwhile, and nothing more is written; fix: run this again",
      );
      renameSync(`${place.stateFile()}-moved`, place.stateFile());
      return Promise.resolve();
    });
  });
});
