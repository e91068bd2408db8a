import { shortened, visible } from "../html/visible.ts";

/** An invisible separator: it keeps `@`, `#` and addresses from becoming mentions and links. */
const parted = "\u200b";
const longestText = 400;

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

/** Text as code, without markup, mentions or links. */
export function code(text: string): string {
  const line = oneLine(shortened(visible(text), longestText)).replaceAll("|", "\\|");
  const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const pad = line.startsWith("`") || line.endsWith("`") || line === "" ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Text in a sentence of at most so many characters, without markup, mentions or links. */
export const proseOf = (text: string, longest: number): string =>
  oneLine(shortened(visible(text), longest))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_[\]|~]/g, "\\$&")
    .replace(/@(?=\w)/g, `@${parted}`)
    .replace(/(#|\bGH-)(?=\d)/gi, `$1${parted}`)
    .replaceAll("://", `:${parted}//`)
    .replace(/\bwww\./gi, `www${parted}.`);

export const prose = (text: string): string => proseOf(text, longestText);

/** Lines as a code block. The fence is longer than any in the text, so that the text cannot end it. */
export function fenced(language: string, lines: readonly string[]): string {
  const text = visible(lines.join("\n"));
  const longestRun = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longestRun + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table of Markdown cells. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** A text folded behind its summary. */
export const folded = (summary: string, text: string): string => `<details><summary>${summary}</summary>\n\n${text}\n\n</details>`;
