import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** The Markdown pages below `root`, tracked or new; what a review's test expects is no page. */
export const pagesOf = (root: string): string[] =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && !file.includes("/golden/"));

/** The lines of a page outside fenced and indented code blocks. */
function proseOf(text: string): string[] {
  let fence: string | undefined;
  return text.split("\n").filter((line) => {
    const mark = /^\s*(`{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || line.trim() === fence)) {
      fence = fence === undefined ? mark : undefined;
      return false;
    }
    return fence === undefined && !line.startsWith("    ");
  });
}

/** The anchors that GitHub makes of a page's headings: of two that are alike, the second gets a number. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const line of proseOf(text)) {
    const heading = /^#{1,6} (.*)$/.exec(line)?.[1];
    if (heading === undefined) continue;
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-");
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count += 1) anchor = `${slug}-${count}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** The targets of a page's links and pictures, without those that leave the repository. */
export const linksOf = (text: string): string[] =>
  proseOf(text)
    .flatMap((line) => [...line.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target))
    .filter((target) => !/^[a-z]+:/.test(target));

/** The fault of a link of a page, `page` being its path below `root`. */
export function linkFault(root: string, page: string, link: string): string | undefined {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(root, file))) return `${page}: ${link}: no file ${file}`;
  if (anchor === undefined) return undefined;
  const anchors = statSync(join(root, file)).isFile() ? anchorsOf(readFileSync(join(root, file), "utf8")) : new Set();
  return anchors.has(anchor) ? undefined : `${page}: ${link}: no heading ${anchor} in ${file}`;
}

/** The npm scripts that a page names, in prose and code. */
export const scriptsIn = (text: string): string[] => [
  ...[...text.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, script = ""]) => script),
  ...[...text.matchAll(/npm (start|test)\b/g)].map(([, script = ""]) => script),
];

/** A quoted part of a page that says from which file it is taken. */
export interface Excerpt {
  readonly file: string;
  readonly text: string;
}

/** The block quotes below a comment `<!-- from FILE -->`. */
export const excerptsOf = (text: string): Excerpt[] =>
  [...text.matchAll(/<!-- from (\S+) -->\n((?:>.*\n)+)/g)].map(([, file = "", block = ""]) => ({
    file,
    text: block.replaceAll(/^> ?/gm, "").trimEnd(),
  }));
