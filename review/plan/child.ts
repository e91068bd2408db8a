import { spawn } from "node:child_process";

const lastWords = 2000;

/** The end of a program: its exit code or the signal that ended it, and the last that it said on standard error. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/**
 * Runs a program of Node.js in an environment without secrets, and kills it when its time is over.
 *
 * @param path PATH of the program
 * @param scratch its home and its folder for temporary files
 * @param within milliseconds
 * @throws Error when it cannot be started.
 */
export function runWithoutSecrets(
  program: string,
  args: readonly string[],
  { path, scratch, within }: { readonly path: string; readonly scratch: string; readonly within: number },
): Promise<ChildEnd> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: path, HOME: scratch, TMPDIR: scratch },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: within,
    killSignal: "SIGKILL",
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-lastWords);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, said }));
  });
}

/** The reason in a crashed program's output: Node.js prints source lines before it and the stack trace after. */
export const lastWord = (said: string): string => said.split("\n").find((line) => /^(<ref \*\d+> )?\w*Error\b/.test(line)) ?? said.trim();
