import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { StackError } from "../../components/lib/parse/fault.ts";
import { reach } from "../setup/kill-at.mjs";
import { digestFiles, realPath, removeFile, removeLeftovers, replaceFile } from "./folder.ts";
import { digestOfManifest, type Objects } from "./meant.ts";
import { digestOfBytes, readRecord, writeRecord, type Files } from "./record.ts";
import { requireSpace } from "./space.ts";

/** The manifests of a run, and their place. */
export interface Rendering {
  readonly stack: string;
  /** The stack's folder, links followed. */
  readonly folder: string;
  /** The run's own folder of them: only what it made or changed. */
  readonly staging: string;
  /** The objects of the state, now that the run has ended. */
  readonly meant: Objects;
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

const listed = (lines: readonly string[]) =>
  [...lines.slice(0, 10), ...(lines.length > 10 ? [`and ${lines.length - 10} more`] : [])].map((line) => `\n  ${line}`).join("");

/** The files that are meant, with their digests: from what was rendered now, else from the folder, where it is as recorded. */
function filesMeant(
  { folder, staging, meant }: Rendering,
  record: Files,
): { readonly files: Files; readonly staged: ReadonlyMap<string, Buffer> } {
  const staged = new Map(filesBelow(staging).map((path) => [path, readFileSync(join(staging, path))]));
  const found = digestFiles(
    folder,
    Object.keys(meant).filter((path) => !staged.has(path)),
  );
  const faults: string[] = [];
  const entries = Object.entries(meant).map(([path, object]) => {
    const bytes = staged.get(path);
    if (bytes !== undefined) {
      if (digestOfManifest(bytes.toString()) !== object) faults.push(`rendered otherwise: ${path}`);
      return [path, { file: digestOfBytes(bytes), object }] as const;
    }
    const file = record[path];
    if (file?.object !== object || file.file !== found[path]) faults.push(`not rendered: ${path}`);
    return [path, { file: found[path] ?? "", object }] as const;
  });
  if (faults.length > 0) {
    throw new StackError(
      `${folder}: got manifests that are not what the state says, want one for each object; nothing of the folder was changed; ` +
        `fix: run npm start again, which renders every manifest:${listed(faults)}`,
    );
  }
  return { files: Object.fromEntries(entries), staged };
}

/** @throws StackError when one of the files would go where a file lies that is not ours, or two of them into one file. */
function requireOwnPlaces(folder: string, record: Files, changed: readonly string[]): void {
  const foreign = changed.filter((path) => record[path] === undefined && existsSync(join(folder, path)));
  if (foreign.length > 0) {
    throw new StackError(
      `${folder}: got files that no run recorded where manifests go, want none; nothing of the folder was changed; fix: move them away, then run npm start again:${listed(foreign)}`,
    );
  }
  const places = new Map<string, string>();
  for (const path of changed) {
    const place = realPath(join(folder, path));
    const other = places.get(place);
    if (other !== undefined) {
      throw new StackError(
        `${place}: got two manifests for one file, ${other} and ${path}, want a folder a cluster; fix: let the links lead apart`,
      );
    }
    places.set(place, path);
  }
}

/** The bytes that the folder will grow by, and room for one file beside its target. */
function bytesNeeded(folder: string, changed: ReadonlyMap<string, Buffer>): number {
  const block = 4096;
  const blocks = (bytes: number) => Math.ceil(bytes / block) * block;
  const growth = [...changed].map(([path, { length }]) =>
    Math.max(0, blocks(length) - blocks(statSync(join(folder, path), { throwIfNoEntry: false })?.size ?? 0)),
  );
  return growth.reduce((sum, bytes) => sum + bytes, 0) + Math.max(0, ...[...changed.values()].map(({ length }) => blocks(length)));
}

/**
 * Brings what a run rendered into the stack's folder: what is new or changed, each by rename; then what is no longer meant goes. The record names a file
 * before it is written and until it is gone, so that a run that is cut off leaves nothing that the next does not know for ours.
 *
 * @returns how many files were written and deleted.
 * @throws StackError, with the folder as it was, when the rendering is not what the state says or has no place.
 */
export function publish(rendering: Rendering): number {
  const { stack, folder, meant } = rendering;
  const known = readRecord(folder, stack) ?? {};
  const { files, staged } = filesMeant(rendering, known);
  const found = digestFiles(folder, Object.keys(files));
  const changed = new Map([...staged].filter(([path]) => files[path] !== undefined && files[path].file !== found[path]));
  const gone = Object.keys(known).filter((path) => meant[path] === undefined);
  requireOwnPlaces(folder, known, [...changed.keys()]);
  if (changed.size > 0) requireSpace(folder, bytesNeeded(folder, changed) + 65_536, `for the manifests of ${stack}`, nearestFolder(folder));
  reach("publish:before");
  if (changed.size > 0 || gone.length > 0) writeRecord(folder, stack, { ...known, ...files });
  reach("publish:recorded");
  removeLeftovers(folder, [...Object.keys(known), ...Object.keys(files)]);
  for (const [index, [path, bytes]] of [...changed].entries()) {
    if (index === Math.floor(changed.size / 2)) reach("publish:half");
    replaceFile(join(folder, path), bytes);
  }
  reach("publish:written");
  for (const path of gone) removeFile(folder, path);
  reach("publish:deleted");
  writeRecord(folder, stack, files);
  return changed.size + gone.length;
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(join(folder, ".."));
}
