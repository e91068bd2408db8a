import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Shell's own line for another file. */
const partLine = /^\. (\S+\.sh)\n/gm;

const variantOf = (part: string): string | undefined => /\.([a-z]+)\.sh$/.exec(part)?.[1];

/** The parts that a program's text names, by their paths from its folder. */
export const partsIn = (text: string): string[] => [...text.matchAll(partLine)].map(([, part = ""]) => part);

/** A program's text, and those of its parts, by their files. */
export function readParts(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(file, "utf8");
  const parts = partsIn(text).map((part) => readParts(join(dirname(file), part)));
  return new Map([[file, text], ...parts.flatMap((each) => [...each])]);
}

/** One text of a program and its parts; of the parts for one variant, those for `variant`. */
export function assemble(texts: ReadonlyMap<string, string>, file: string, variant: string | undefined): string {
  const text = (texts.get(file) ?? "").replace(partLine, (_, part: string) =>
    variantOf(part) === undefined || variantOf(part) === variant ? assemble(texts, join(dirname(file), part), variant) : "",
  );
  // Where a part is left out, one empty line is enough.
  return text.replace(/\n{3,}/g, "\n\n");
}
