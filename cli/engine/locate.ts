import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import semver from "semver";
import { cacheRoot } from "../setup/cache.mjs";
import { buildEngine, builtEngineFolder } from "./built.ts";
import { pluginVersions, pulumiVersion } from "./versions.ts";

/** A Pulumi engine on this machine: the CLI, its language host and the provider plugins. */
export interface Engine {
  /** Origin of the engine: the user's own, Pulumi's installer, or a build from the Go modules. */
  readonly origin: "path" | "installer" | "built";
  /** Environment variables that a process needs to run `pulumi` with this engine. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Finds the engine: a new enough `pulumi` on PATH with its plugins, one that Pulumi's installer brings, or one built from Go modules.
 *
 * @param beforeBuild is awaited before a build, which takes many minutes, begins
 * @throws Error when none is to be had, with what to install.
 */
export async function locateEngine(beforeBuild?: () => Promise<void>): Promise<Engine> {
  const found = fromPath() ?? alreadyBuilt() ?? (await fromInstaller());
  if (found !== undefined) return found;
  await beforeBuild?.();
  return engineIn("built", await buildEngine());
}

function fromPath(): Engine | undefined {
  const version = spawnSync("pulumi", ["version"], { encoding: "utf8" });
  if (version.error !== undefined) return undefined;
  const found = version.stdout.trim().replace(/^v/, "");
  if (!semver.gte(found, pulumiVersion)) {
    process.stderr.write(`[engine] pulumi ${found} on PATH is older than ${pulumiVersion}: not used\n`);
    return undefined;
  }
  return installPlugins({}) ? { origin: "path", environment: quiet } : undefined;
}

function alreadyBuilt(): Engine | undefined {
  const folder = builtEngineFolder();
  return existsSync(folder) ? engineIn("built", folder) : undefined;
}

async function fromInstaller(): Promise<Engine | undefined> {
  const root = join(cacheRoot, `pulumi-${pulumiVersion}`);
  const engine = engineIn("installer", root);
  if (!existsSync(join(root, "bin", "pulumi"))) {
    process.stderr.write(`[engine] asking Pulumi's installer for ${pulumiVersion}\n`);
    const { PulumiCommand } = await import("@pulumi/pulumi/automation/cmd.js");
    try {
      await PulumiCommand.install({ root, version: new semver.SemVer(pulumiVersion) });
    } catch {
      process.stderr.write(
        "[engine] Pulumi's installer is not reached: building the engine from its Go modules (about 7 minutes on two cores, once a machine)\n",
      );
      return undefined;
    }
  }
  return installPlugins(engine.environment) ? engine : undefined;
}

/** True when each provider is installed at the pinned release, or could be fetched. */
function installPlugins(environment: Readonly<Record<string, string>>): boolean {
  const env = { ...process.env, ...quiet, ...environment };
  const listed = spawnSync("pulumi", ["plugin", "ls", "--json"], { encoding: "utf8", env });
  const plugins = listed.status === 0 ? (JSON.parse(listed.stdout) as { name: string; version?: string }[]) : [];
  return Object.entries(pluginVersions).every(([name, version]) => {
    if (plugins.some((plugin) => plugin.name === name && plugin.version === version)) return true;
    process.stderr.write(`[engine] fetching the ${name} provider ${version}\n`);
    const fetched = spawnSync("pulumi", ["plugin", "install", "resource", name, `v${version}`], { encoding: "utf8", env });
    if (fetched.status !== 0) process.stderr.write(`[engine] the ${name} provider ${version} could not be fetched\n`);
    return fetched.status === 0;
  });
}

/** Environment of every run of the CLI here: it asks no server for a newer release. */
const quiet = { PULUMI_SKIP_UPDATE_CHECK: "true" } as const;

function engineIn(origin: Engine["origin"], folder: string): Engine {
  return {
    origin,
    environment: { ...quiet, PULUMI_HOME: folder, PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}` },
  };
}
