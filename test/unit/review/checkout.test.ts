import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { baseCommit, filesOf, stacksOf } from "../../../review/plan/checkout.ts";
import { planPurely } from "../../../review/plan/pure.ts";

const repository = mkdtempSync(join(tmpdir(), "nscale-clone-"));
const git = (...args: string[]) =>
  spawnSync("git", ["-C", repository, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { encoding: "utf8" }).stdout.trim();

function commit(files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(repository, name), text);
  git("add", "-A");
  git("commit", "-q", "-m", "a change");
  return git("rev-parse", "HEAD");
}

let first: string;
beforeAll(() => {
  git("init", "-q", "-b", "main");
  mkdirSync(join(repository, "stacks"));
  first = commit({ "stacks/Pulumi.narvik.yaml": "", "stacks/Pulumi.narvik-2.yaml": "", "stacks/index.ts": "old" });
  git("checkout", "-q", "-b", "work");
  commit({ "stacks/index.ts": "new" });
});
afterAll(() => rmSync(repository, { recursive: true }));

test("the base is the merge base with a branch, regardless of later commits there", () => {
  git("checkout", "-q", "main");
  const later = commit({ "stacks/other.ts": "" });
  git("checkout", "-q", "work");
  expect(baseCommit(repository, "main")).toBe(first);
  expect(baseCommit(repository, later)).toBe(first);
});

test("a ref that does not exist, or that would be an option, is refused", () => {
  expect(() => baseCommit(repository, "mian")).toThrow("--base: got mian, want a branch, tag or commit that this clone has");
  expect(() => baseCommit(repository, "--output=x")).toThrow("--base: got --output=x, want a branch");
  expect(() => baseCommit(tmpdir(), "main")).toThrow("want a branch");
});

test("the files of a commit are unpacked to their own folder, with the installed packages, and removed again", () => {
  const { directory, remove } = filesOf(repository, first);
  expect(readFileSync(join(directory, "stacks", "index.ts"), "utf8")).toBe("old");
  expect(stacksOf(directory)).toEqual(["narvik", "narvik-2"]);
  remove();
  expect(existsSync(directory)).toBe(false);
  expect(git("status", "--short")).toBe("");
});

test("a program that hangs or crashes is an error of its stack", async () => {
  const directory = mkdtempSync(join(tmpdir(), "nscale-program-"));
  mkdirSync(join(directory, "stacks"));
  const run = (program: string, within: number) => {
    writeFileSync(join(directory, "stacks", "index.ts"), program);
    return planPurely(directory, "narvik", within);
  };
  try {
    expect((await run("for (;;);", 2000)).error).toBe("got no plan within 2 s, want one; fix: find what keeps the program from ending");
    expect(
      (
        await run(
          "setTimeout(() => { throw new TypeError('gone'); }); export const summary = new Promise(() => setTimeout(() => {}, 1e6));",
          20_000,
        )
      ).error,
    ).toBe("got a program that ended with exit code 1, want a plan; it said: TypeError: gone");
    expect((await run("throw new Error('not today');", 20_000)).error).toBe("not today");
  } finally {
    rmSync(directory, { recursive: true });
  }
}, 60_000);
