import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot } from "../../../cli/setup/cache.mjs";
import { withLock } from "../../../cli/setup/lock.mjs";
import { ensureSystemPackages } from "../cluster/system-packages.ts";

/**
 * A Python of the project's own with these packages of PyPI, installed into a folder of the cache once a machine.
 *
 * @param packages each with its version, `name==1.2.3`
 * @returns the path of its `python`.
 * @throws Error when there is no Python, or PyPI is not reached, with the fix.
 */
export async function pythonWith(packages: readonly string[]): Promise<string> {
  const { python3 } = await ensureSystemPackages({ python3: "python3-venv" });
  const hash = createHash("sha256").update([process.platform, process.arch, ...packages].join("\n"));
  const folder = join(cacheRoot, `python-${hash.digest("hex").slice(0, 16)}`);
  if (!existsSync(folder)) {
    await withLock(join(cacheRoot, "python.lock"), async () => {
      if (!existsSync(folder)) await install(python3, folder, packages);
    });
  }
  return join(folder, "bin", "python");
}

async function install(python3: string, folder: string, packages: readonly string[]): Promise<void> {
  process.stderr.write(`[set-up] installing ${packages.join(" and ")} from PyPI\n`);
  const fresh = await mkdtemp(join(cacheRoot, ".python-"));
  try {
    runPython(python3, ["-m", "venv", fresh]);
    runPython(join(fresh, "bin", "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]);
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Runs Python to its end. Returns what it printed.
 *
 * @throws Error with what it said.
 */
export function runPython(command: string, args: readonly string[], directory?: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", cwd: directory });
  if (status === 0) return stdout;
  throw new Error(
    `got ${error?.message ?? `exit code ${String(status)}`} from: ${[command, ...args].join(" ")}\n${stderr}fix: install python3-venv, and check that PyPI is reached (pip config list)`,
  );
}
