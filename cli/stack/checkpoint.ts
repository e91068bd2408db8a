import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { StackError } from "../../components/lib/parse/fault.ts";
import { readWhole } from "../setup/files.mjs";
import { projectName, type EmbeddedWorkspace } from "./embedded.ts";

const Checkpoint = z.looseObject({
  checkpoint: z.looseObject({
    latest: z
      .looseObject({
        resources: z.array(z.looseObject({ type: z.string(), inputs: z.record(z.string(), z.unknown()).optional() })).optional(),
      })
      .nullish(),
  }),
});
type Checkpoint = z.infer<typeof Checkpoint>;

/** The content of a checkpoint's file, or why it cannot be read; nothing where there is none. */
function read(file: string): { readonly found: Checkpoint } | { readonly fault: string } | undefined {
  const text = readWhole(file);
  if (text === undefined) return undefined;
  try {
    return { found: Checkpoint.parse(JSON.parse(text)) };
  } catch (error) {
    return {
      fault:
        text === ""
          ? "an empty file"
          : error instanceof SyntaxError
            ? `a file that is cut off (${error.message})`
            : "a file that is no state",
    };
  }
}

/** The files of the backend that hold earlier states of a stack, the newest first. */
function copiesOf(workspace: EmbeddedWorkspace, stackName: string): string[] {
  const below = (...names: string[]) => workspace.stateFile("backend", ".pulumi", ...names);
  const folders = [below("history", projectName, stackName), below("backups", projectName, stackName)];
  const files = folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []));
  return [
    `${workspace.checkpointFile(stackName)}.bak`,
    ...files.filter((file) => file.endsWith(".json") && !file.endsWith(".history.json")),
  ]
    .filter((file) => existsSync(file))
    .sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
}

const hasLiveProvider = ({ checkpoint }: Checkpoint) =>
  (checkpoint.latest?.resources ?? []).some(
    ({ type, inputs }) => type === "pulumi:providers:kubernetes" && inputs?.["renderYamlToDirectory"] === undefined,
  );

/**
 * Sees to it that a stack's state can be read. One that is cut off and describes rendered files alone is put aside: they can be made again.
 *
 * @param isRendered whether the stack's targets are all rendered
 * @throws StackError where clusters may hold what the state described, naming the newest whole copy and the command that takes it.
 */
export function requireWholeState(workspace: EmbeddedWorkspace, stackName: string, isRendered: boolean): void {
  const file = workspace.checkpointFile(stackName);
  const state = read(file);
  if (state === undefined || "found" in state) return;
  const copies = copiesOf(workspace, stackName).flatMap((copy) => {
    const content = read(copy);
    return content !== undefined && "found" in content ? [{ copy, content: content.found }] : [];
  });
  const [newest] = copies;
  if (!isRendered || copies.some(({ content }) => hasLiveProvider(content))) {
    const fix =
      newest === undefined
        ? "put one back from a backup of your own"
        : `take the newest whole copy, of ${statSync(newest.copy).mtime.toISOString()}: cp ${newest.copy} ${file}`;
    throw new StackError(
      `${file}: got ${state.fault}, want the state of ${stackName}, which has real clusters and cannot begin again; fix: ${fix}`,
    );
  }
  const aside = workspace.stateFile("damaged", `${basename(file)}.${Date.now()}`);
  mkdirSync(dirname(aside), { recursive: true });
  renameSync(file, aside);
  rmSync(`${file}.attrs`, { force: true });
  process.stderr.write(
    `${stackName}: got ${state.fault} for a state; all of the stack is rendered, so it begins again (the file is kept: ${aside})\n`,
  );
}

/** @throws StackError when a read would only be told that the state cannot be loaded. */
export function requireReadableState(workspace: EmbeddedWorkspace, stackName: string): void {
  const state = read(workspace.checkpointFile(stackName));
  if (state === undefined || "found" in state) return;
  throw new StackError(
    `${workspace.checkpointFile(stackName)}: got ${state.fault}, want the state of ${stackName}; fix: npm start -- ${stackName}, which begins again or names a copy`,
  );
}
