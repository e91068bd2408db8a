import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { repository } from "../../cli/setup/cache.mjs";

/**
 * Runs a script of an installed package in the repository.
 *
 * @param options.before A command that runs the command after it, such as `unshare --net`.
 * @param options.label What each of its lines is to begin with where several run at once; without one, it has this terminal.
 * @returns its exit code, if it was not killed.
 */
export function runScript(
  script: string,
  args: readonly string[],
  { before = [], label }: { readonly before?: readonly string[]; readonly label?: string | undefined } = {},
): Promise<number | null> {
  const [command = "", ...words] = [...before, process.execPath, `node_modules/${script}`, ...args];
  const child = spawn(command, words, {
    cwd: repository,
    stdio: label === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface(stream).on("line", (line) => process.stderr.write(`[${label ?? ""}] ${line}\n`));
  }
  return new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
}
