import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { repository } from "../../cli/setup/cache.mjs";
import { Checkout } from "../support/checkout.ts";

const remotes = mkdtempSync(join(tmpdir(), "nscale-gitops-"));
const remote = join(remotes, "keflavik.git");
const [here, ci] = [new Checkout(), new Checkout()];
afterAll(() => {
  for (const checkout of [here, ci]) checkout.remove();
  rmSync(remotes, { recursive: true });
});

const page = readFileSync(join(repository, "docs", "gitops.md"), "utf8");
const blocks = (language: string) => [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))].map(([, text = ""]) => text);

const identity = Object.fromEntries(
  ["AUTHOR", "COMMITTER"].flatMap((who) => [
    [`GIT_${who}_NAME`, "a"],
    [`GIT_${who}_EMAIL`, "a@example.com"],
  ]),
);

/** Runs a block of the page in a checkout, word for word. */
function walk(checkout: Checkout, block: string | undefined): void {
  const env = {
    ...checkout.environment(),
    ...identity,
    GITOPS_REPOSITORY: remote,
    PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"] ?? ""}`,
  };
  const { status, stdout, stderr } = spawnSync("bash", ["-euc", block ?? "exit 9"], { cwd: checkout.directory, env, encoding: "utf8" });
  expect(status, `${stdout}${stderr}`).toBe(0);
}

const git = (...args: string[]) =>
  spawnSync("git", ["-C", remote, ...args], { encoding: "utf8" })
    .stdout.trim()
    .split("\n")
    .sort();

test("the page's commands, run as they are, keep a repository: clone, render, commit, and again from a clone without state", () => {
  expect(spawnSync("git", ["init", "--quiet", "--bare", "--initial-branch", "main", remote]).status).toBe(0);
  const [first, next] = blocks("bash");
  walk(here, first);
  const files = git("ls-tree", "-r", "--name-only", "main");
  expect(files).toEqual(here.files("out/keflavik").filter((file) => !file.startsWith(".git/")));
  expect(files).toContain(".rendered");

  // Its user adds a file of their own, and a tenant leaves.
  writeFileSync(here.path("out/keflavik/kustomization.yaml"), "resources: [initial-1]\n");
  walk(
    here,
    "git -C out/keflavik add --all; git -C out/keflavik commit --quiet --message theirs; git -C out/keflavik push --quiet origin HEAD",
  );
  ci.change(
    "keflavik",
    'delete stack.site.offtake["icelandic-language"];',
    'for (const { kubernetes } of Object.values<any>(stack.clusters)) delete kubernetes?.tenants["icelandic-language"];',
  );
  walk(ci, next);
  const changes = git("diff", "--name-status", "main~1", "main");
  const gone = files.filter((file) => file.includes("icelandic-language")).map((file) => `D\t${file}`);
  expect(gone.length).toBeGreaterThan(8);
  expect(changes.filter((line) => line.startsWith("D"))).toEqual(gone);
  expect(changes.filter((line) => line.startsWith("A"))).toEqual([]);
  expect(git("ls-tree", "-r", "--name-only", "main")).toContain("kustomization.yaml");

  // Without a change there is nothing to commit.
  const head = git("rev-parse", "main");
  rmSync(ci.path(".state"), { recursive: true });
  walk(ci, next);
  expect(git("rev-parse", "main")).toEqual(head);
});

test("what the page lets Flux apply are folders that are rendered", () => {
  const objects = blocks("yaml").flatMap((text) =>
    parseAllDocuments(text).map((document) => document.toJS() as { kind: string; spec: { path?: string } }),
  );
  expect(objects.map(({ kind }) => kind)).toEqual(["GitRepository", "Kustomization", "Application"]);
  const folders = new Set(
    here
      .manifests("keflavik")
      .filter((file) => !file.startsWith(".git/"))
      .map((file) => file.split("/")[0]),
  );
  const named = [...page.matchAll(/\.\/([a-z0-9-]+)/g)].map(([, name]) => name);
  expect(named.sort()).toEqual([...folders].filter((name) => name !== "kustomization.yaml").sort());
});
