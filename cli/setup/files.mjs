import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Errors of the file system in a person's words, by code: what was found, and what to do. */
const meanings = /** @type {const} */ ({
  EACCES: ["a place that may not be written or read", "give this user the right to it"],
  EDQUOT: ["a quota that is used up", "make room, then run this again"],
  EISDIR: ["a folder", "move the folder away, then run this again"],
  ENOSPC: ["a file system without space", "make room on it, then run this again"],
  ENOTDIR: ["a file where a folder belongs", "move the file away, then run this again"],
  EPERM: ["a place that may not be changed", "let this user change it"],
  EROFS: ["a file system that is read-only", "mount it to be written"],
});

/**
 * An error of the file system, told with the file's name and what to do; any other error as it is.
 *
 * @param {string} path
 * @param {string} want
 * @param {unknown} error
 */
export function fileFault(path, want, error) {
  const code = codeOf(error);
  if (typeof code !== "string" || !(code in meanings)) return error;
  const [got, fix] = meanings[/** @type {keyof typeof meanings} */ (code)];
  return new Error(`${path}: got ${got} (${code}), want ${want}; fix: ${fix}`, { cause: error });
}

/**
 * Writes a file whole: beside its place first, then by rename. Who reads it finds the old text or the new, also after a crash.
 *
 * @param {string} path
 * @param {string | Uint8Array} content
 * @param {number} mode
 * @throws Error that names the file, which is then as it was.
 */
export function writeWhole(path, content, mode = 0o644) {
  const beside = `${path}.${process.pid}.new`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(beside, "w", mode);
    try {
      for (let bytes = Buffer.from(content), at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw fileFault(path, "a file to write", error);
  }
}

/**
 * A file's text; nothing where there is no file.
 *
 * @param {string} path
 * @returns {string | undefined}
 * @throws Error that names the file.
 */
export function readWhole(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw fileFault(path, "a file to read", error);
  }
}

/**
 * The code of an error of the operating system.
 *
 * @param {unknown} error
 */
export function codeOf(error) {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
