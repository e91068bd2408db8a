import { linkSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf, fileFault, readWhole, writeWhole } from "./files.mjs";

/**
 * The holder of a lock. No library: this also guards the step that installs the libraries.
 *
 * @typedef {object} Owner
 * @property {number} pid
 * @property {string} host the machine's name
 * @property {string} machine what tells two machines of one name apart; empty where the system has no such thing
 * @property {string} started which process of this number it is: the machine's boot and the process's start, in no clock that can be set
 * @property {string} since when the lock was taken, for a person
 * @property {string} path where the lock lay then
 */

/**
 * The state of a lock: `held` by a process of this machine, `elsewhere` by one of another, which cannot be asked; `dead` when its owner has ended or
 * the file is no lock. Where there is none, `free`.
 *
 * @typedef {{ readonly state: "free" } | { readonly state: "dead", readonly text: string, readonly pid?: number } | { readonly state: "held" | "elsewhere", readonly owner: Owner }} LockState
 */

/** A lock that another process holds. */
export class LockedError extends Error {}

/** @param {string} path @returns {string} */
const textOf = (path) => {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
};

/** @param {number} pid */
function startOf(pid) {
  const fields = statOf(pid);
  return fields === undefined ? "" : `${textOf("/proc/sys/kernel/random/boot_id")} ${fields[19] ?? ""}`;
}

/** The fields of Linux's /proc/PID/stat from the third on; they follow the command's name, which may hold parentheses itself. @param {number} pid */
function statOf(pid) {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat === "" ? undefined : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

const machine = () => textOf("/etc/machine-id");

/** @param {string} path @returns {Owner} */
const thisProcess = (path) => ({
  pid: process.pid,
  host: hostname(),
  machine: machine(),
  started: startOf(process.pid),
  since: new Date().toISOString(),
  path,
});

/**
 * True when a process of this machine runs. One that was killed and not yet waited for still has its number, but does not run.
 *
 * @param {number} pid
 */
export function isRunning(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  const fields = statOf(pid);
  return fields === undefined ? process.platform !== "linux" : fields[0] !== "Z";
}

/** @param {string} text @returns {Owner | undefined} */
function ownerIn(text) {
  try {
    /** @type {unknown} */
    const parsed = JSON.parse(text);
    const owner = /** @type {Owner} */ (parsed);
    const isWhole =
      Number.isInteger(owner.pid) &&
      [owner.host, owner.machine, owner.started, owner.since, owner.path].every((one) => typeof one === "string");
    return isWhole ? owner : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Looks at a lock without touching it.
 *
 * @param {string} path
 * @returns {LockState}
 */
export function lockState(path) {
  const text = readWhole(path);
  if (text === undefined) return { state: "free" };
  const owner = ownerIn(text);
  if (owner === undefined) return { state: "dead", text };
  if (owner.host !== hostname() || owner.machine !== machine()) return { state: "elsewhere", owner };
  // A number is given again, after a restart above all: the start tells.
  if (!isRunning(owner.pid) || owner.started !== startOf(owner.pid)) return { state: "dead", text, pid: owner.pid };
  // In a copy of a checkout the lock is a copy, too: its owner holds the other.
  const isCopy = owner.path !== path && readWhole(owner.path) === text;
  return isCopy ? { state: "dead", text } : { state: "held", owner };
}

/**
 * One try to take a lock.
 *
 * @param {string} path
 * @returns {string | undefined} what the file now says, or nothing where it is taken
 */
function take(path) {
  // A link appears whole, owner included; a file that is created and then written could be read empty.
  const mine = `${path}.${process.pid}`;
  const text = JSON.stringify(thisProcess(path));
  writeWhole(mine, text);
  try {
    linkSync(mine, path);
    return text;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw fileFault(path, "a lock file to make", error);
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Removes the lock of a dead owner. Two processes may try at once, and the slower one would take a fresh lock away: it is put back.
 *
 * @param {string} path
 * @param {string} text what the dead lock says
 */
function releaseDead(path, text) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw fileFault(path, "a lock file to remove", error);
  }
  try {
    if (readWhole(aside) !== text) linkSync(aside, path);
  } catch {
    // A third has taken it in between.
  }
  rmSync(aside, { force: true });
}

/** The holder of a lock, for a person. @param {string} path @param {Owner} owner */
export function printOwner(path, { pid, host, since, path: taken }) {
  const isAhead = Date.parse(since) > Date.now();
  const when = `since ${since}${isAhead ? " by a clock that was set back after that" : ""}`;
  return `${pid} of ${host} ${when}${taken === path ? "" : `, which found it at ${taken}: the checkout was moved`}`;
}

/**
 * Takes a lock, or says who has it. What a dead owner left is removed whole.
 *
 * @param {string} path
 * @param {string} what the lock is of, for a person
 * @returns {{ isHeld: () => boolean, release: () => void }}
 * @throws LockedError naming the owner, with what to do.
 */
export function takeLock(path, what) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    const text = take(path);
    if (text !== undefined) {
      const isHeld = () => readWhole(path) === text;
      const release = () => {
        if (isHeld()) rmSync(path, { force: true });
      };
      return { isHeld, release };
    }
    const found = lockState(path);
    if (found.state === "dead") {
      process.stderr.write(
        found.pid === undefined
          ? `${what}: the lock file ${path} names no process that holds it: it is removed\n`
          : `${what}: the run of process ${found.pid} was killed: its lock is released\n`,
      );
      releaseDead(path, found.text);
    } else if (found.state !== "free") {
      const fix =
        found.state === "held"
          ? "wait until it ends, or end it"
          : `end it there; only when it no longer runs (this machine cannot see that), delete ${path}`;
      throw new LockedError(`${what}: got a lock of process ${printOwner(path, found.owner)}, want none; fix: ${fix}`);
    }
  }
}

/**
 * Runs `work` while no other process holds the lock file `path`; waits for one of this machine that does.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  let announced = false;
  let text = take(path);
  for (; text === undefined; text = take(path)) {
    const found = lockState(path);
    if (found.state === "dead") releaseDead(path, found.text);
    if (found.state === "dead" || found.state === "free") continue;
    if (!announced) process.stderr.write(`waiting for process ${printOwner(path, found.owner)}, which holds ${path}\n`);
    announced = true;
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    if (readWhole(path) === text) rmSync(path, { force: true });
  }
}
