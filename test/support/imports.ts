import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

/** One import between two files of the repository, both by their path below it. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** The files below `root` that are the project's own, tracked or new, by their path; of these names only, where some are given. */
export const ownFiles = (root: string, ...names: string[]): string[] =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...names], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(root, file)));

/** The files of the project's own code. */
export const codeFiles = (root: string): string[] => ownFiles(root, "*.ts", "*.mjs", "*.cjs");

/** The relative imports of a file, types included; `file` is its path below the repository. */
export const importsIn = (file: string, source: string): Import[] =>
  ts
    .preProcessFile(source, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => ({ from: file, to: normalize(join(dirname(file), fileName)) }));

/** Every import between files of the repository. */
export const allImports = (root: string): Import[] =>
  codeFiles(root).flatMap((file) => importsIn(file, readFileSync(join(root, file), "utf8")));

/** The circles of files: each group of files that reach each other, sorted. */
export function circlesOf(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reachedFrom = new Map([...targets.keys()].map((file) => [file, reach(file, targets)]));
  const circles = new Map<string, string[]>();
  for (const [file, reached] of reachedFrom) {
    if (!reached.has(file)) continue;
    const members = [...reached].filter((other) => reachedFrom.get(other)?.has(file) ?? false).sort();
    circles.set(members.join(), members);
  }
  return [...circles.values()];
}

function reach(file: string, targets: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(targets.get(file) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(targets.get(next) ?? []));
  }
  return reached;
}
