import { z } from "zod";
import { readWhole, writeWhole } from "../setup/files.mjs";
import type { EmbeddedWorkspace } from "./embedded.ts";

const LastReads = z.record(z.string(), z.string());

const file = (workspace: EmbeddedWorkspace, stackName: string) => workspace.stateFile("live", `${stackName}.json`);

/** Remembers that these real clusters were read just now. */
export function recordReads(workspace: EmbeddedWorkspace, stackName: string, clusters: readonly string[]): void {
  const now = new Date().toISOString();
  writeWhole(file(workspace, stackName), JSON.stringify(Object.fromEntries(clusters.map((cluster) => [cluster, now]))));
}

/** When each real cluster of a stack was last read: `management was last read at 2026-11-01T00:00:00.000Z`, a line a cluster. */
export function printReads(workspace: EmbeddedWorkspace, stackName: string): string[] {
  return Object.entries(readReads(workspace, stackName)).map(([cluster, at]) => `${cluster} was last read at ${at}`);
}

function readReads(workspace: EmbeddedWorkspace, stackName: string): Readonly<Record<string, string>> {
  try {
    return LastReads.parse(JSON.parse(readWhole(file(workspace, stackName)) ?? "{}"));
  } catch {
    // A note that was cut off says nothing; the next read writes it again.
    return {};
  }
}
