import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { cacheRoot } from "../../../cli/setup/cache.mjs";
import { withLock } from "../../../cli/setup/lock.mjs";

/** Daemons are installed where an ordinary user's PATH does not look. */
const daemonFolders = ["/usr/sbin", "/sbin"];

const installWithinMinutes = 10;

/**
 * Finds commands on this machine and installs the Debian packages of those that are missing: as root or with passwordless sudo.
 *
 * @param packages The Debian package of each command.
 * @returns The absolute path of each command.
 * @throws Error when a command is missing and may not be installed from here, with the one line to run.
 */
export async function ensureSystemPackages<Command extends string>(
  packages: Readonly<Record<Command, string>>,
): Promise<Readonly<Record<Command, string>>> {
  const commands = Object.keys(packages) as Command[];
  const isMissing = (command: Command) => findCommand(command) === undefined;
  if (commands.some(isMissing)) {
    // Two apt-get update at once fail on each other's lock.
    await withLock(join(cacheRoot, "system-packages.lock"), async () => {
      const wanted = [...new Set(commands.filter(isMissing).map((command) => packages[command]))];
      if (wanted.length > 0) await install(wanted);
    });
  }
  const found = commands.map((command) => [command, findCommand(command)] as const);
  const absent = found.filter(([, path]) => path === undefined).map(([command]) => `${command} (package ${packages[command]})`);
  if (absent.length > 0) throw new Error(`installed, but still not found: ${absent.join(", ")}; fix: put it on PATH`);
  return Object.fromEntries(found) as Record<Command, string>;
}

function findCommand(command: string): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), ...daemonFolders];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function install(packages: readonly string[]): Promise<void> {
  const asRoot = howToBecomeRoot();
  if (asRoot === undefined || findCommand("apt-get") === undefined) {
    throw new Error(
      `got no ${packages.join(", ")} on this machine, and no way to install Debian packages without a password; fix: sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`,
    );
  }
  const aptGet = [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "-o", "DPkg::Lock::Timeout=300"];
  process.stderr.write(`[set-up] installing ${packages.join(", ")} with apt-get\n`);
  const started = performance.now();
  await run([...aptGet, "update"]);
  await run([...aptGet, "install", "-y", "--no-install-recommends", ...packages]);
  for (const name of packages) stopServices(name, asRoot);
  process.stderr.write(`[set-up] installed ${packages.join(", ")} in ${Math.round((performance.now() - started) / 1000)} s\n`);
}

/** Prefix of a command to run it as root: empty for root; undefined if a password is needed. */
function howToBecomeRoot(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"]).status === 0 ? ["sudo", "-n"] : undefined;
}

/** Debian starts a daemon when its package is installed, now and at every boot; only the command is wanted here. */
function stopServices(name: string, asRoot: readonly string[]): void {
  const files = spawnSync("dpkg", ["--listfiles", name], { encoding: "utf8" }).stdout.split("\n");
  const isSystemd = existsSync("/run/systemd/system");
  const folder = isSystemd ? /\/systemd\/system\/[^/]+\.service$/ : /^\/etc\/init\.d\/[^/]+$/;
  for (const service of files.filter((file) => folder.test(file)).map((file) => basename(file))) {
    const [command = "", ...args] = [...asRoot, ...(isSystemd ? ["systemctl", "disable", "--now", service] : ["service", service, "stop"])];
    spawnSync(command, args);
  }
}

function run([command = "", ...args]: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], timeout: installWithinMinutes * 60_000 });
    let output = "";
    // The last lines say what failed.
    const keepEnd = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4000));
    child.stdout.on("data", keepEnd);
    child.stderr.on("data", keepEnd);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`got exit code ${String(code)} from: ${[command, ...args].join(" ")}\n${output}`));
    });
  });
}
