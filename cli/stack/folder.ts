import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { StackError } from "../../components/lib/parse/fault.ts";
import { codeOf, fileFault } from "../setup/files.mjs";
import { digestOfBytes } from "./record.ts";

/** A file is written under this name beside its place before it takes it. */
const beside = ".rendering";

/**
 * The path that another leads to when every link on the way is followed; what does not exist yet is named as it will be.
 *
 * @throws StackError where links lead in a circle, or a file is in the way.
 */
export function realPath(path: string, depth = 0): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (codeOf(error) === "ELOOP" || depth > 40)
      throw new StackError(`${path}: got links that lead in a circle, want a folder or a link to one; fix: remove the link`, {
        cause: error,
      });
    if (codeOf(error) === "ENOTDIR")
      throw new StackError(`${path}: got a file on the way, want folders; fix: move the file away`, { cause: error });
    if (codeOf(error) !== "ENOENT") throw fileFault(path, "a folder to render into", error);
  }
  if (isLink(path)) return realPath(resolve(dirname(path), readlinkSync(path)), depth + 1);
  const parent = dirname(path);
  return parent === path ? path : join(realPath(parent, depth + 1), basename(path));
}

const isLink = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;

/** The folder of a stack, links followed. @throws StackError when something else is in its place. */
export function stackFolder(output: string, stackName: string): string {
  const folder = realPath(join(output, stackName));
  if (existsSync(folder) && !statSync(folder).isDirectory())
    throw new StackError(`${folder}: got a file, want the folder of ${stackName}'s manifests; fix: move the file away`);
  return folder;
}

/** The digest of each file's bytes, by its path below the folder; nothing where there is no file. */
export function digestFiles(folder: string, paths: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(paths.map((path) => [path, digestOfFile(join(folder, path))]));
}

function digestOfFile(path: string): string | undefined {
  try {
    return digestOfBytes(readFileSync(path));
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes(String(codeOf(error)))) return undefined;
    throw fileFault(path, "a rendered file to read", error);
  }
}

/**
 * Finds out whether files could be written, before anything is changed: for each folder they go into, where it is there, else for the one it will be made in.
 *
 * @throws Error naming the folder that cannot be written.
 */
export function requireWritable(folder: string, paths: readonly string[]): void {
  const folders = new Set([folder, ...paths.map((path) => dirname(join(folder, path)))].map((path) => nearest(realPath(path))));
  for (const one of folders) {
    const probe = join(one, beside);
    try {
      closeSync(openSync(probe, "w"));
      rmSync(probe);
    } catch (error) {
      throw fileFault(one, "a folder to render into", error);
    }
  }
}

function nearest(path: string): string {
  return existsSync(path) ? path : nearest(dirname(path));
}

/**
 * Writes a file whole: beside its target, then by rename, whatever file system it is on. A link keeps leading there, and a file keeps its mode.
 *
 * @throws Error naming the file, which is then as it was.
 */
export function replaceFile(path: string, bytes: Uint8Array): void {
  const target = realPath(path);
  const fresh = join(dirname(target), beside);
  try {
    mkdirSync(dirname(target), { recursive: true });
    const mode = statSync(target, { throwIfNoEntry: false })?.mode ?? 0o600;
    const file = openSync(fresh, "w", mode & 0o777);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, target);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw fileFault(target, "a file to render", error);
  }
}

/** Deletes a file of ours, and the folders below `folder` that it leaves empty. A link in its place stays: it is not ours. */
export function removeFile(folder: string, path: string): void {
  const file = join(folder, path);
  try {
    rmSync(realPath(file), { force: true });
  } catch (error) {
    throw fileFault(file, "a rendered file to delete", error);
  }
  for (
    let parent = dirname(file);
    relative(folder, parent) !== "" && !relative(folder, parent).startsWith(`..${sep}`);
    parent = dirname(parent)
  ) {
    if (isLink(parent)) return;
    try {
      rmdirSync(parent);
    } catch {
      // Something else is in it.
      return;
    }
  }
}

/** Removes what a run that was killed while it wrote left beside these files. */
export function removeLeftovers(folder: string, paths: readonly string[]): void {
  const folders = new Set(paths.map((path) => dirname(join(folder, path))));
  for (const one of folders) if (existsSync(one)) rmSync(join(one, beside), { force: true });
}
