import { execFileSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { Checkout } from "../support/checkout.ts";

const checkout = new Checkout({ GITHUB_REPOSITORY: "example/sites" });
afterAll(() => checkout.remove());

const git = (...args: string[]) =>
  execFileSync("git", ["-C", checkout.directory, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { encoding: "utf8" });

beforeAll(() => {
  git("init", "-q", "-b", "main");
  // The folder of packages is a link here, which the ignored folder's name does not cover.
  appendFileSync(checkout.path(".git", "info", "exclude"), "node_modules\n");
  git("add", "-A");
  git("commit", "-q", "-m", "as it is");
});
beforeEach(() => {
  git("checkout", "-q", ".");
});

/** Changes a file of the checkout; the text must be there. */
function replace(file: string, text: string, by: string): void {
  const before = readFileSync(checkout.path(file), "utf8");
  expect(before).toContain(text);
  writeFileSync(checkout.path(file), before.replaceAll(text, by));
}

const deleteRule = () => {
  replace("policies/renewable-power/rules.ts", ", ppaTermCoversPhase", "");
  replace("policies/renewable-power/rules.ts", "  ppaTermCoversPhase,\n", "");
};

const addExemption = () => {
  replace(
    "policies/exemptions.yaml",
    "exemptions: []",
    `exemptions:
  - rule: ppa-term-covers-phase
    stack: glomfjord
    resource: urn:pulumi:glomfjord::nscale::nscale:site:Site::glomfjord
    finding: 0123456789abcdef
    owner: Ada <ada@example.com>
    author: Ada <ada@example.com>
    approver: Bea <bea@example.com>
    reason: the supplier signs the longer term in October
    ticket: POWER-1
    granted: 2026-10-01
    expires: 2026-12-20
`,
  );
};

/** Both agreements end five years sooner. */
const shortenAgreements = () => replace("stacks/glomfjord.ts", '"2036-12-31"', '"2031-12-31"');

/** Reviews glomfjord. Returns the exit code, and of the comment what is told before the stack, and the violations, without the commit's digest. */
function reviewed(): { readonly code: number | null; readonly comment: string } {
  const { code } = checkout.run("review", "glomfjord", "--base", "HEAD");
  const [opening = "", ...rest] = readFileSync(checkout.path("out", "review", "comment.md"), "utf8").split("\n### ");
  const violations = rest.flatMap((part) => part.split("\n").filter((line) => line.startsWith("- **violation**")));
  const comment = [opening, ...violations].join("\n");
  return { code, comment: comment.replaceAll(git("rev-parse", "HEAD").slice(0, 10), "0123456789") };
}

test("a deleted rule is told, and has to be acknowledged", async () => {
  deleteRule();
  const { code, comment } = reviewed();
  expect(code).toBe(3);
  await expect(comment).toMatchFileSnapshot("../unit/review/golden/rule-deleted.md");
});

test("a new exemption is told, and has to be acknowledged", async () => {
  addExemption();
  const { code, comment } = reviewed();
  expect(code).toBe(3);
  await expect(comment).toMatchFileSnapshot("../unit/review/golden/exemption-added.md");
});

test("what the deleted rule forbids stays forbidden by the base", async () => {
  deleteRule();
  shortenAgreements();
  const { code, comment } = reviewed();
  expect(code).toBe(1);
  await expect(comment).toMatchFileSnapshot("../unit/review/golden/agreements-shorter-rule-deleted.md");
});

test("what the new exemption would excuse stays forbidden", async () => {
  addExemption();
  shortenAgreements();
  const { code, comment } = reviewed();
  expect(code).toBe(1);
  await expect(comment).toMatchFileSnapshot("../unit/review/golden/agreements-shorter-exemption-added.md");
});
