import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";

/** Where the CLI runs: a Pulumi project's folder, and the environment with engine, backend and passphrase. */
export interface Workspace {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Runs the CLI in this terminal and returns its exit code. */
export function pulumi(workspace: Workspace, args: readonly string[], extra: Readonly<Record<string, string>> = {}): Promise<number> {
  const child = spawn("pulumi", args, {
    cwd: workspace.directory,
    env: { ...process.env, ...workspace.environment, ...extra },
    stdio: "inherit",
  });
  // The terminal sends an interrupt to the CLI itself; it ends its update, and only then does this process go on.
  const wait = () => undefined;
  const terminate = () => child.kill("SIGTERM");
  process.on("SIGINT", wait).on("SIGTERM", terminate);
  return new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  }).finally(() => process.off("SIGINT", wait).off("SIGTERM", terminate));
}

/**
 * Runs the CLI and returns what it prints.
 *
 * @throws Error with the command and what it said, when it fails.
 */
export function pulumiText(workspace: Workspace, args: readonly string[], input?: string): string {
  const result = spawnSync("pulumi", args, {
    cwd: workspace.directory,
    env: { ...process.env, ...workspace.environment },
    encoding: "utf8",
    maxBuffer: 1 << 30,
    ...(input === undefined ? {} : { input }),
  });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0)
    throw new Error(`pulumi ${args.join(" ")} failed with exit code ${String(result.status)}:\n${result.stderr}${result.stdout}`);
  return result.stdout;
}
