import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheRoot } from "./cache.mjs";
import { withLock } from "./lock.mjs";

/** The first Node.js release that runs TypeScript as it is. */
const oldest = { major: 22, minor: 18 };

/** The release that is installed where the system's is older (npm package `node`). */
const release = "24.21.0";

/** True when the running Node.js can run this project. */
export function nodeIsNewEnough(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}

/**
 * A Node.js that can run this project, installed once a machine by npm.
 *
 * @returns {Promise<string>} the folder that holds `node`
 */
export async function installNode() {
  const home = join(cacheRoot, `node-${release}`);
  const binaries = join(home, "node_modules", "node", "bin");
  if (existsSync(join(binaries, "node"))) return binaries;
  return withLock(join(cacheRoot, "node.lock"), async () => {
    if (existsSync(join(binaries, "node"))) return binaries;
    process.stderr.write(
      `[set-up] Node.js ${process.versions.node} is older than ${oldest.major}.${oldest.minor}: installing ${release} beside it\n`,
    );
    await mkdir(cacheRoot, { recursive: true });
    const fresh = await mkdtemp(join(cacheRoot, ".node-"));
    await writeFile(join(fresh, "package.json"), JSON.stringify({ private: true }));
    const npm = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", `node@${release}`], {
      cwd: fresh,
      stdio: "inherit",
    });
    if (npm.status !== 0) {
      await rm(fresh, { recursive: true, force: true });
      throw new Error(
        `npm could not install Node.js ${release}; fix: install Node.js ${oldest.major}.${oldest.minor} or newer yourself, then run this again`,
      );
    }
    await rm(home, { recursive: true, force: true });
    await rename(fresh, home);
    return binaries;
  });
}
