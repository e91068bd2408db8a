import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { repository } from "../../cli/setup/cache.mjs";

/** Options of a command's run. */
export interface CommandOptions {
  /** Prefix of each of its lines when several run at once; without one, it has this terminal. */
  readonly label?: string | undefined;
  /** The folder in which it runs; the repository by default. */
  readonly folder?: string;
}

/** Runs a command. Returns its exit code, if it was not killed. */
export function runCommand(
  [command = "", ...words]: readonly string[],
  { label, folder = repository }: CommandOptions = {},
): Promise<number | null> {
  const child = spawn(command, words, { cwd: folder, stdio: label === undefined ? "inherit" : ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface(stream).on("line", (line) => process.stderr.write(`[${label ?? ""}] ${line}\n`));
  }
  return new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
}

/**
 * Runs a script of an installed package in the repository.
 *
 * @param options.before A command that runs the command after it, such as `unshare --net`.
 * @returns its exit code, if it was not killed.
 */
export const runScript = (
  script: string,
  args: readonly string[],
  { before = [], label }: Pick<CommandOptions, "label"> & { readonly before?: readonly string[] } = {},
): Promise<number | null> => runCommand([...before, process.execPath, `node_modules/${script}`, ...args], { label });
