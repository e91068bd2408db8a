import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { StackError } from "../../components/lib/parse/fault.ts";
import { readWhole, writeWhole } from "../setup/files.mjs";
import type { Objects } from "./meant.ts";

/** The record lies with the files, so that it goes where they go: into a GitOps repository, and from there into the next clone. */
const recordName = ".rendered";

const version = 1;

const RecordFile = z.strictObject({
  version: z.literal(version),
  stack: z.string(),
  /** By their path below the stack's folder: the digest of the file's bytes, and of the object that is meant to be in it. */
  files: z.record(z.string(), z.strictObject({ file: z.string(), object: z.string() })),
});

/** The files of a stack's folder that are ours, and what is meant to be in them. Nothing else in there is ever written, replaced or deleted. */
export type Files = Readonly<Record<string, { readonly file: string; readonly object: string }>>;

/** The digest of a file's bytes. */
export const digestOfBytes = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/**
 * The record of a stack's folder; nothing where there is none that can be read.
 *
 * @throws StackError when a newer version of this project wrote it, or it is another stack's.
 */
export function readRecord(folder: string, stackName: string): Files | undefined {
  const path = join(folder, recordName);
  const text = readWhole(path);
  if (text === undefined) return undefined;
  const found = versionAndStack(text);
  if (found?.version !== undefined && found.version > version) {
    throw new StackError(
      `${path}: got a record of version ${found.version}, want at most ${version}: a newer checkout rendered this folder; fix: update this checkout to it`,
    );
  }
  if (found?.stack !== undefined && found.stack !== stackName) {
    throw new StackError(
      `${path}: got what ${found.stack} rendered, want the folder of ${stackName}; fix: move the folder away, or clone the right repository`,
    );
  }
  const record = RecordFile.safeParse(found);
  return record.success ? record.data.files : undefined;
}

const Head = z.looseObject({ version: z.number().optional(), stack: z.string().optional() });

function versionAndStack(text: string): z.infer<typeof Head> | undefined {
  try {
    return Head.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Writes the record; a folder in which nothing is ours has none. */
export function writeRecord(folder: string, stackName: string, files: Files): void {
  const path = join(folder, recordName);
  const sorted = Object.fromEntries(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  if (Object.keys(sorted).length === 0) rmSync(path, { force: true });
  else writeWhole(path, `${JSON.stringify({ version, stack: stackName, files: sorted }, null, 2)}\n`);
}

/**
 * Compares a folder, its record and the state: one line a difference, none where the three are one. What the record does not name is not looked at.
 *
 * @param found the digest of each recorded file's bytes, where there is a file
 */
export function differencesOf(record: Files | undefined, found: Readonly<Record<string, string | undefined>>, meant: Objects): string[] {
  if (record === undefined) return Object.keys(meant).length === 0 ? [] : ["no completed run has recorded this folder"];
  const names = [...new Set([...Object.keys(record), ...Object.keys(meant)])].sort();
  return names.flatMap((name) => {
    const expected = record[name];
    if (expected === undefined) return [`not rendered: ${name}`];
    if (meant[name] === undefined) return [`no longer meant: ${name}`];
    if (found[name] === undefined) return [`missing: ${name}`];
    if (found[name] !== expected.file) return [`edited: ${name}`];
    return expected.object === meant[name] ? [] : [`of another state: ${name}`];
  });
}
