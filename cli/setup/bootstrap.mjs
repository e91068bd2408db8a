/**
 * The entry of every npm script: `node cli/setup/bootstrap.mjs MODULE [ARGUMENT…]`, MODULE being the task's file below the repository.
 *
 * Plain JavaScript without dependencies, because it runs before there are any, and on whatever Node.js the system has.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import nodeModule from "node:module";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { repository } from "./cache.mjs";
import { writeWhole } from "./files.mjs";
import { interruptCode, onInterrupt } from "./interrupts.mjs";
import { withLock } from "./lock.mjs";
import { installNode, nodeIsNewEnough } from "./node.mjs";

/** Runs npm ci when the lock file is not the one that node_modules was installed from. */
async function installDependencies() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(repository, "package-lock.json")))
    .digest("hex");
  const stamp = join(repository, "node_modules", ".installed-from");
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isCurrent()) return;
  await withLock(join(repository, ".state", "npm.lock"), () => {
    if (isCurrent()) return Promise.resolve();
    process.stderr.write("[set-up] installing the npm packages of package-lock.json\n");
    // No install scripts: the only one that matters would download a provider, which cli/engine does with progress.
    const npm = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: repository,
      stdio: "inherit",
    });
    if (npm.status !== 0) throw new Error("npm ci failed (see above); fix: check that the npm registry is reached, then run this again");
    writeWhole(stamp, wanted);
    return Promise.resolve();
  });
}

/** Runs this same command under the Node.js in the folder `binaries`. */
async function runUnder(/** @type {string} */ binaries) {
  const child = spawn(join(binaries, "node"), process.argv.slice(1), {
    stdio: "inherit",
    env: { ...process.env, PATH: `${binaries}${delimiter}${process.env["PATH"] ?? ""}` },
  });
  const stop = onInterrupt((signal) => child.kill(signal));
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (exitCode, signal) => resolve(exitCode ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
  process.exitCode = await ended.finally(stop);
}

async function main() {
  const [task = "", ...args] = process.argv.slice(2);
  if (!nodeIsNewEnough()) return runUnder(await installNode());
  // Code that is compiled, and stripped of types, serves the next run too.
  nodeModule.enableCompileCache(join(repository, ".state", "compiled"));
  await installDependencies();
  /** @type {unknown} */
  const module = await import(join(repository, task));
  const { run } = /** @type {{ run: (args: string[]) => number | Promise<number> }} */ (module);
  process.exitCode = await run(args);
}

main().catch((/** @type {unknown} */ error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = interruptCode() ?? 1;
});
