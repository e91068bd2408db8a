import { rmSync } from "node:fs";
import { readWhole, writeWhole } from "../setup/files.mjs";
import { reach } from "../setup/kill-at.mjs";
import type { EmbeddedWorkspace } from "./embedded.ts";
import type { Objects } from "./meant.ts";
import { writeRecord, type Files } from "./record.ts";
import { exportState, importState, parseState, withoutRenderedFiles, type StackState } from "./state.ts";

const savedFile = (workspace: EmbeddedWorkspace, stackName: string) => workspace.stateFile("before", `${stackName}.json`);

/** The state as it was before a fresh rendering that has not ended yet; nothing where none was begun. */
export function stateBeforeRendering(workspace: EmbeddedWorkspace, stackName: string): StackState | undefined {
  const text = readWhole(savedFile(workspace, stackName));
  return text === undefined ? undefined : parseState(text);
}

/** Forgets the state before a fresh rendering: it has ended well. */
export function endRendering(workspace: EmbeddedWorkspace, stackName: string): void {
  rmSync(savedFile(workspace, stackName), { force: true });
}

/**
 * Lets the next update write every manifest: the state forgets them, after it was saved as it is, and the folder's record names what is ours.
 *
 * @param record of the folder; nothing where there is none
 * @param meant what the state had rendered
 */
export async function beginRendering(
  workspace: EmbeddedWorkspace,
  stackName: string,
  {
    folder,
    state,
    record,
    meant,
  }: { readonly folder: string; readonly state: StackState; readonly record: Files | undefined; readonly meant: Objects },
): Promise<void> {
  if (record === undefined && Object.keys(meant).length > 0) {
    writeRecord(folder, stackName, Object.fromEntries(Object.keys(meant).map((path) => [path, { file: "", object: "" }])));
  }
  if (readWhole(savedFile(workspace, stackName)) === undefined) writeWhole(savedFile(workspace, stackName), JSON.stringify(state), 0o600);
  reach("afresh:saved");
  await importState(workspace, stackName, withoutRenderedFiles(state));
  reach("afresh:forgotten");
}

/** Gives the state back what it forgot for a rendering that did not begin: a person said no, or the update failed before its first manifest. */
export async function giveUpRendering(workspace: EmbeddedWorkspace, stackName: string): Promise<void> {
  const before = stateBeforeRendering(workspace, stackName);
  const now = await exportState(workspace, stackName);
  // Where the update has begun after all, the state is newer than what was saved.
  if (before === undefined || printResources(withoutRenderedFiles(before)) !== printResources(now)) return;
  await importState(workspace, stackName, before);
  endRendering(workspace, stackName);
}

/** Which resources a state has, and of which time each is. */
const printResources = ({ deployment: { resources = [] } }: StackState) =>
  resources.map(({ urn, ...rest }) => `${urn} ${String(rest["modified"])}`).join("\n");
