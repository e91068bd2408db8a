import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { cacheRoot } from "../setup/cache.mjs";
import { onInterrupt } from "../setup/interrupts.mjs";
import { withLock } from "../setup/lock.mjs";
import { withProgress } from "./progress.ts";
import { messageOf } from "../../components/lib/error.ts";

/** One command to build from a Go module that this project pins with its go.sum. */
export interface GoCommand {
  /** Absolute path of the folder with go.mod and go.sum. */
  readonly moduleDirectory: string;
  /** The main package's import path. */
  readonly package: string;
  /** Path of the binary, relative to the cache folder. */
  readonly output: string;
  readonly ldflags?: string;
}

const oldestGo = [1, 26] as const;

/** Of all builds, so that packages of the same release compile once for all commands: no profile of one command, no debugging information (an eighth of the time). */
const commonArguments = ["-mod=readonly", "-pgo=off", "-gcflags=all=-dwarf=false"] as const;

/** The cache folder of a set of commands: keyed by what the modules and the commands say, and by the machine's kind. */
export function cacheFolder(name: string, commands: readonly GoCommand[]): string {
  const hash = createHash("sha256").update(`${process.platform}/${process.arch}`);
  for (const command of commands) {
    hash.update(JSON.stringify([command.package, command.output, command.ldflags, commonArguments]));
    for (const file of filesBelow(command.moduleDirectory)) {
      hash.update(relative(command.moduleDirectory, file)).update(readFileSync(file));
    }
  }
  return join(cacheRoot, `${name}-${hash.digest("hex").slice(0, 16)}`);
}

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Builds the commands once a machine and returns the folder that holds them.
 *
 * The folder appears by rename when all are built, so that a killed build leaves nothing half; a second run at the same time waits for the first.
 *
 * @throws Error when Go is missing or too old, or a build fails, with the fix.
 */
export async function buildIntoCache(name: string, commands: readonly GoCommand[]): Promise<string> {
  const folder = cacheFolder(name, commands);
  if (existsSync(folder)) return folder;
  return withLock(join(cacheRoot, `${name}.lock`), async () => {
    if (existsSync(folder)) return folder;
    requireGo(name);
    await removeLeftovers(name);
    const fresh = join(cacheRoot, `.building-${name}`);
    for (const [index, command] of commands.entries()) {
      await build(command, fresh, `[${name} ${index + 1}/${commands.length}] ${command.output.split("/").at(-1) ?? ""}`);
    }
    await rename(fresh, folder);
    return folder;
  });
}

function requireGo(name: string): void {
  const version = spawnSync("go", ["version"], { encoding: "utf8" });
  const match = /go(\d+)\.(\d+)/.exec(version.stdout);
  const [major, minor] = [Number(match?.[1]), Number(match?.[2])];
  const isNewEnough = major > oldestGo[0] || (major === oldestGo[0] && minor >= oldestGo[1]);
  if (isNewEnough) return;
  const got = version.error === undefined ? version.stdout.trim() : "no go on PATH";
  throw new Error(
    `${name}: got ${got}, want Go ${oldestGo.join(".")} or newer to build it from its published modules; fix: install Go, or Pulumi itself (its CLI with the nodejs language host) on PATH`,
  );
}

/** Removes what a killed build left behind; the lock says that no other build is under way. */
async function removeLeftovers(name: string): Promise<void> {
  await mkdir(cacheRoot, { recursive: true });
  for (const entry of await readdir(cacheRoot)) {
    if (entry === `.building-${name}`) await rm(join(cacheRoot, entry), { recursive: true });
  }
}

async function build(command: GoCommand, folder: string, label: string): Promise<void> {
  const output = join(folder, command.output);
  await mkdir(dirname(output), { recursive: true });
  const args = ["build", ...commonArguments, `-ldflags=-s -w ${command.ldflags ?? ""}`.trim(), "-o", output, command.package];
  const options = { cwd: command.moduleDirectory, env: { ...process.env, GOFLAGS: "-buildvcs=false", CGO_ENABLED: "0" } };
  try {
    await withProgress(label, () => run("go", args, options));
  } catch (error) {
    throw new Error(
      `${label}: the build failed: ${messageOf(error)}\nfix: check that the Go module proxy is reached (go env GOPROXY), then run this again`,
      { cause: error },
    );
  }
}

function run(command: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    const stop = onInterrupt((signal) => child.kill(signal));
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => {
      // The last lines say what failed; the downloads before them do not matter.
      errors = (errors + chunk.toString()).slice(-4000);
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      stop();
      if (code === 0) resolve();
      else reject(new Error(`${signal ?? `exit code ${String(code)}`}\n${errors}`));
    });
  });
}
