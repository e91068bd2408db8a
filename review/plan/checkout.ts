import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The files of a commit in a temporary folder. */
export interface CommitFiles {
  readonly commit: string;
  readonly directory: string;
  /** Removes the folder. */
  readonly remove: () => void;
}

function git(repository: string, args: readonly string[]): { readonly text: string; readonly error?: string } {
  const { status, stdout, stderr, error } = spawnSync("git", ["-C", repository, ...args], { encoding: "utf8" });
  if (error !== undefined) return { text: "", error: error.message };
  return status === 0 ? { text: stdout.trim() } : { text: "", error: stderr.trim() };
}

/**
 * The base of comparison: the merge base of HEAD and `ref`, or `ref` itself if the two share no history.
 *
 * @throws Error with the fix if the clone has no such ref.
 */
export function baseCommit(repository: string, ref: string): string {
  const named = git(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]);
  if (named.error !== undefined || named.text === "") {
    throw new Error(
      `--base: got ${ref}, want a branch, tag or commit that this clone has${named.error ? ` (${named.error})` : ""}; fix: correct the name, or git fetch origin ${ref}`,
    );
  }
  const shared = git(repository, ["merge-base", named.text, "HEAD"]);
  return shared.error === undefined ? shared.text : named.text;
}

/** The files of a commit, linked to the packages that are installed now. */
export function filesOf(repository: string, commit: string): CommitFiles {
  const directory = mkdtempSync(join(tmpdir(), "nscale-base-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  // An archive, not a worktree: a killed run leaves no trace in the clone.
  const archive = spawnSync("git", ["-C", repository, "archive", "--format=tar", commit], { maxBuffer: 1 << 30 });
  const unpacked = archive.status === 0 ? spawnSync("tar", ["-x", "-C", directory], { input: archive.stdout }) : archive;
  if (unpacked.status !== 0) {
    remove();
    throw new Error(
      `the files of ${commit} could not be read: ${unpacked.stderr.toString().trim()}; fix: check that git and tar are on PATH`,
    );
  }
  const packages = join(directory, "node_modules");
  rmSync(packages, { recursive: true, force: true });
  symlinkSync(join(repository, "node_modules"), packages);
  return { commit, directory, remove };
}

/** The stacks of a checkout, from their target files. */
export function stacksOf(checkout: string): string[] {
  const folder = join(checkout, "stacks");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [])
    .sort();
}
