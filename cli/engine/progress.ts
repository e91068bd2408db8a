/** Stream that progress is written to: the error stream of a process. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const secondsBetweenLines = { terminal: 1, file: 60 } as const;

/** Back to the start of the line, which is then cleared (ECMA-48: CR, then EL). */
const startOfLine = "\r\x1b[2K";

/**
 * Tells of work that takes minutes while it goes on: on a terminal one line that counts seconds, in a file one line a minute.
 *
 * @returns what the work returns; an error of the work goes on to the caller.
 */
export async function withProgress<Result>(
  label: string,
  work: () => Promise<Result>,
  stream: ProgressStream = process.stderr,
): Promise<Result> {
  const isTerminal = stream.isTTY === true;
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const tell = () => stream.write(isTerminal ? `${startOfLine}${label}: building, ${seconds()} s` : `${label}: building, ${seconds()} s\n`);
  tell();
  const timer = setInterval(tell, secondsBetweenLines[isTerminal ? "terminal" : "file"] * 1000);
  let end = "failed";
  try {
    const result = await work();
    end = "built";
    return result;
  } finally {
    clearInterval(timer);
    stream.write(`${isTerminal ? startOfLine : ""}${label}: ${end} after ${seconds()} s\n`);
  }
}
