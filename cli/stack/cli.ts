import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from "node:child_process";
import { constants } from "node:os";
import { interruptCode, onInterrupt } from "../setup/interrupts.mjs";

/** Where the CLI runs: a Pulumi project's folder, and the environment with engine, backend and passphrase. */
export interface Workspace {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** The end of a command: its exit code, and what it printed. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** util-linux lets the kernel interrupt the CLI when this process is killed, so that no update goes on unseen. */
const guardian = ["--pdeathsig", "INT"] as const;
let hasGuardian: boolean | undefined;

/**
 * Starts the CLI. It has a session of its own: signals reach it by this process alone, once, and it ends its update in order. A second one at once would be
 * taken for a person's who does not want to wait, and leaves operations pending.
 */
function start(
  workspace: Workspace,
  args: readonly string[],
  options: SpawnOptions,
  extra: Readonly<Record<string, string>> = {},
): ChildProcess {
  hasGuardian ??= spawnSync("setpriv", [...guardian, "true"]).status === 0;
  const [command, words] = hasGuardian ? ["setpriv", [...guardian, "pulumi", ...args]] : ["pulumi", [...args]];
  const env = { ...process.env, ...workspace.environment, ...extra };
  return spawn(command, words, { ...options, cwd: workspace.directory, env, detached: true });
}

/** Waits until a command has ended, and passes interrupts on to it. */
async function end(child: ChildProcess): Promise<number> {
  const stop = onInterrupt((signal) => child.kill(signal === "SIGHUP" ? "SIGINT" : signal));
  try {
    return await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } finally {
    stop();
  }
}

/** Runs the CLI in this terminal and returns its exit code: that of the interrupt, where one ended it. */
export async function pulumi(workspace: Workspace, args: readonly string[], extra: Readonly<Record<string, string>> = {}): Promise<number> {
  const before = interruptCode();
  if (before !== undefined) return before;
  const code = await end(start(workspace, args, { stdio: "inherit" }, extra));
  return code === 0 ? 0 : (interruptCode() ?? code);
}

/** Runs the CLI and returns how it ended; nothing is shown. */
export async function pulumiQuietly(
  workspace: Workspace,
  args: readonly string[],
  input = "",
  extra: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = start(workspace, args, { stdio: "pipe" }, extra);
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const)
    child[stream]?.setEncoding("utf8").on("data", (text: string) => (said[stream] += text));
  // A command that ends without reading its input breaks the pipe; how it ended says more.
  child.stdin?.on("error", () => undefined).end(input);
  const code = await end(child);
  return { code: code === 0 ? 0 : (interruptCode() ?? code), ...said };
}

/**
 * Runs the CLI and returns what it prints.
 *
 * @throws Error with the command and what it said, when it fails.
 */
export async function pulumiText(workspace: Workspace, args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await pulumiQuietly(workspace, args, input);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed with exit code ${code}:\n${stderr}${stdout}`);
  return stdout;
}
