import { randomBytes } from "node:crypto";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SupervisedProcess } from "../cluster/supervisor.ts";

/** Munge's socket for clients and daemons of the cluster in this directory. */
export const mungeSocket = (directory: string): string => join(directory, "munge.socket");

/** munge with a key and a socket of its own; it vouches for the user of each process. */
export async function mungeIn(directory: string, command: string): Promise<SupervisedProcess> {
  const key = join(directory, "munge.key");
  await writeFile(key, randomBytes(128), { mode: 0o600 });
  // Other users' clients must reach the socket.
  await chmod(directory, 0o755);
  return {
    name: "munged",
    command,
    args: [
      "--foreground",
      `--key-file=${key}`,
      `--socket=${mungeSocket(directory)}`,
      `--pid-file=${join(directory, "munged.pid")}`,
      `--log-file=${join(directory, "munged-own.log")}`,
      `--seed-file=${join(directory, "munged.seed")}`,
      // Slurm's daemons ask in parallel, and fail rather than wait.
      "--num-threads=10",
    ],
  };
}
