import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The shell's line that sources another file. */
const partLine = /^\. (\S+\.sh)\n/gm;

const variantOf = (part: string): string | undefined => /\.([a-z]+)\.sh$/.exec(part)?.[1];

/** The parts that a program's text names, by their paths from its folder. */
export const partsIn = (text: string): string[] => [...text.matchAll(partLine)].map(([, part = ""]) => part);

/** The texts of a program and of its parts, by file. */
export function readParts(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(file, "utf8");
  const parts = partsIn(text).map((part) => readParts(join(dirname(file), part)));
  return new Map([[file, text], ...parts.flatMap((each) => [...each])]);
}

/** Joins a program and its parts into one text. Of parts for one variant only, it takes those for `variant`. */
export function assemble(texts: ReadonlyMap<string, string>, file: string, variant: string | undefined): string {
  const text = (texts.get(file) ?? "").replace(partLine, (_, part: string) =>
    variantOf(part) === undefined || variantOf(part) === variant ? assemble(texts, join(dirname(file), part), variant) : "",
  );
  // A part that is left out leaves a single empty line.
  return text.replace(/\n{3,}/g, "\n\n");
}
