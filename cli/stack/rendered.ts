import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import type { EmbeddedWorkspace } from "./embedded.ts";
import { exportState, hasRenderedFiles, importState, stateDigest, withoutRenderedFiles, type StackState } from "./state.ts";

/** What the last completed update left: the digest of its state, and of every file by its path below the stack's folder. */
const Record = z.strictObject({ state: z.string(), files: z.record(z.string(), z.string()) });
type Rendered = z.infer<typeof Record>;

const recordFile = (workspace: EmbeddedWorkspace, stack: string) => workspace.stateFile("rendered", `${stack}.json`);

function digestFiles(directory: string): Rendered["files"] {
  if (!existsSync(directory)) return {};
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [relative(directory, file), createHash("sha256").update(readFileSync(file)).digest("hex")]),
  );
}

/** Remembers that folder and state belong together, after an update that ended well. */
export function recordRendered(workspace: EmbeddedWorkspace, stack: string): void {
  const file = recordFile(workspace, stack);
  const record: Rendered = {
    state: stateDigest(exportState(workspace, stack)),
    files: digestFiles(join(workspace.outputDirectory, stack)),
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
}

/**
 * How the folder of rendered manifests differs from what the state says: the provider notices neither deleted nor edited files,
 * nor removes what a killed run left.
 *
 * @returns one line a difference; none when folder and state are one.
 */
export function renderedDifferences(workspace: EmbeddedWorkspace, stack: string, state: StackState): string[] {
  const found = digestFiles(join(workspace.outputDirectory, stack));
  const file = recordFile(workspace, stack);
  if (!existsSync(file)) {
    const isUntouched = Object.keys(found).length === 0 && !hasRenderedFiles(state);
    return isUntouched ? [] : ["no completed update has recorded this folder"];
  }
  const expected = Record.parse(JSON.parse(readFileSync(file, "utf8")));
  const names = [...new Set([...Object.keys(expected.files), ...Object.keys(found)])].sort();
  const differences = names.flatMap((name) => {
    if (expected.files[name] === found[name]) return [];
    if (found[name] === undefined) return [`missing: ${name}`];
    return [`${expected.files[name] === undefined ? "not ours" : "edited"}: ${name}`];
  });
  if (expected.state !== stateDigest(state))
    differences.push("the state changed without this folder: an update was cut off, or came from elsewhere");
  return differences;
}

/**
 * Lets `update` write every manifest again into a sibling of the stack's folder, and swaps the two when it ended well.
 *
 * A run that is cut off leaves the old folder as it was, and the next run starts afresh again.
 */
export async function renderAfresh(
  workspace: EmbeddedWorkspace,
  stack: string,
  state: StackState,
  update: () => Promise<number>,
): Promise<number> {
  rmSync(recordFile(workspace, stack), { force: true });
  importState(workspace, stack, withoutRenderedFiles(state));
  const fresh = workspace.stateFile("fresh");
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(join(fresh, stack), { recursive: true });
  workspace.renderInto(fresh);
  try {
    const code = await update();
    if (code !== 0) return code;
  } finally {
    workspace.renderInto(workspace.outputDirectory);
  }
  const current = join(workspace.outputDirectory, stack);
  const old = workspace.stateFile("replaced");
  rmSync(old, { recursive: true, force: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(join(fresh, stack), current);
  rmSync(old, { recursive: true, force: true });
  return 0;
}
