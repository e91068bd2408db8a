import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { allImports, codeFiles, ownFiles } from "../support/imports.ts";
import { reachedTests } from "./reach.ts";

const git = (root: string, ...words: string[]): string[] =>
  execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
    .split("\n")
    .filter((line) => line !== "");

/** A command of cli/tasks, as a test names it. */
const namesCommands = /cli\/tasks\/|setup\/bootstrap\.mjs/;

/**
 * The test files that the changes since `base` can reach, committed or not.
 *
 * @param base A commit or branch; what was changed there since is no change of this checkout.
 * @throws Error when Git does not know it, with the fix.
 */
export function testsSince(base: string, root: string): string[] {
  const imports = allImports(root);
  const runners = codeFiles(root).filter((file) => file.startsWith("test/") && namesCommands.test(readFileSync(join(root, file), "utf8")));
  return reachedTests(changedSince(base, root), { files: ownFiles(root), imports, runners });
}

function changedSince(base: string, root: string): string[] {
  try {
    const [fork = base] = git(root, "merge-base", base, "HEAD");
    return [...git(root, "diff", "--name-only", "--no-renames", fork), ...git(root, "ls-files", "--others", "--exclude-standard")];
  } catch (error) {
    throw new Error(`--changed: got ${base}, want a commit or branch that Git knows; fix: write npm test -- --changed=COMMIT`, {
      cause: error,
    });
  }
}
