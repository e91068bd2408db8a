import { existsSync, statfsSync, statSync } from "node:fs";
import { StackError } from "../../components/lib/parse/fault.ts";
import type { EmbeddedWorkspace } from "./embedded.ts";

/** Bytes that an update writes beside states: the stack's settings, its record, a compiled program. */
const besidesBytes = 8 * 2 ** 20;

/** An update writes the state, its copy, one in the history and one in the backups. */
const copies = 4;

/** The bytes that this user may still write on a folder's file system. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`;

/**
 * @param existing The folder itself, or the nearest above it that exists.
 * @throws StackError when the folder's file system is too full.
 */
export function requireSpace(folder: string, bytes: number, what: string, existing = folder): void {
  const free = freeBytes(existing);
  if (free >= bytes) return;
  throw new StackError(
    `${folder}: got ${megabytes(free)} of free space, want ${megabytes(bytes)} ${what}; fix: make room there, then run this again`,
  );
}

/** @throws StackError when the state's file system has no room for an update, which would leave the state cut off. */
export function requireSpaceForState(workspace: EmbeddedWorkspace, stackName: string): void {
  const file = workspace.checkpointFile(stackName);
  const size = existsSync(file) ? statSync(file).size : 0;
  requireSpace(workspace.stateFile(), copies * size + besidesBytes, `for the state of ${stackName} and its copies`);
}
