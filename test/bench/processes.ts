import { readdirSync, readFileSync } from "node:fs";

/** A file of /proc, or nothing of a process that has ended. */
function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}

/** The processes whose command line has this text in it. */
export const processesWith = (text: string): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => read(pid, "cmdline").includes(text));

/** Clock ticks a second in /proc, on every Linux that Node.js runs on. */
const ticks = 100;

/** User and system time of a process. */
export function cpuSecondsOfProcess(pid: number): number {
  // The second field, the command in brackets, may hold spaces.
  const fields = read(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

/** Resident memory of processes, in gigabytes. */
export const gigabytesOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + Number(/VmRSS:\s+(\d+)/.exec(read(pid, "status"))?.[1] ?? 0), 0) / 1e6;
