import { spawnSync } from "node:child_process";

export interface CommandOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** `time` writes to the third pipe, the command to its own two. */
const script = `TIMEFORMAT='%3U %3S'; { time "$@" 2>&4; } 4>&2 2>&3`;

/**
 * Runs a command and counts its processor time as the shell's `time` does: with every descendant that its parent has waited for.
 * The Pulumi CLI waits for its plugins and its language host, and that for the program, so all of them are in it.
 *
 * @returns user and system time in seconds.
 * @throws Error with what the command printed, when it fails.
 */
export function cpuSecondsOfCommand(command: readonly string[], { cwd, env }: CommandOptions): number {
  const { error, status, output } = spawnSync("bash", ["-c", script, "bash", ...command], {
    cwd,
    // Decimals with a point.
    env: { ...env, LC_ALL: "C" },
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  if (error !== undefined) throw error;
  const [, printed, errors, times] = output;
  if (status !== 0) throw new Error(`${command.join(" ")} failed with exit code ${String(status)}:\n${errors ?? ""}${printed ?? ""}`);
  return sumOf(times ?? "");
}

const sumOf = (times: string) =>
  times
    .trim()
    .split(" ")
    .map(Number)
    .reduce((sum, seconds) => sum + seconds, 0);
