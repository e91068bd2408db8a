import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Log file of the process `name` of a cluster. */
export const logFile = (directory: string, name: string): string => join(directory, `${name}.log`);

const tailLines = 15;

/** The end of a process's log, which says why it failed; empty before the process has started. */
export function logTail(directory: string, name: string): string {
  const file = logFile(directory, name);
  if (!existsSync(file)) return "";
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-tailLines).join("\n");
}
