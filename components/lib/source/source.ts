import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync, type Program } from "oxc-parser";

export const repository = join(import.meta.dirname, "..", "..", "..");

/** A node of a text's grammar. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

export const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value && "start" in value;

/** A file of a stack's data, as TypeScript's grammar reads it. */
export interface Source {
  /** Its path in the repository: `stacks/narvik.ts`. */
  readonly file: string;
  readonly program: Program;
  /** False if the text has a fault of grammar. */
  readonly isWhole: boolean;
  /** The number of the line, from 1 on, in which a character stands, by the character's place in the text. */
  readonly lineAt: (offset: number) => number;
}

/** Reads a text as TypeScript's grammar does, without its types. Of a text that has a fault, as much as there is. */
export function parseSource(file: string, text: string): Source {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  const { program, errors } = parseSync(file, text);
  return { file, program, isWhole: errors.length === 0, lineAt: (offset) => ends.filter((end) => end < offset).length + 1 };
}

/** The files beside this one that it takes values from. */
const importedBy = ({ file, program }: Source): string[] =>
  program.body.flatMap((statement) => {
    const from = statement.type === "ImportDeclaration" && statement.importKind !== "type" ? statement.source.value : undefined;
    const path = from?.startsWith(".") === true ? join(dirname(file), from) : undefined;
    return path !== undefined && dirname(path) === dirname(file) ? [path] : [];
  });

/** A data file, and every file of its folder that its values come from, each once. Files that are not there are left out. */
export function sourcesOf(file: string): Source[] {
  const found = new Map<string, Source>();
  const waiting = [file];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const path = join(repository, next);
    if (found.has(next) || !existsSync(path)) continue;
    const source = parseSource(relative(repository, path), readFileSync(path, "utf8"));
    found.set(next, source);
    waiting.push(...importedBy(source));
  }
  return [...found.values()];
}
