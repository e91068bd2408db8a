import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { repository } from "../../../cli/setup/cache.mjs";
import type { Exemption } from "../../../policies/verdicts/exemptions.ts";
import { judgeChanges } from "../../../review/judge/judge-changes.ts";
import { judgeByRulesOf } from "../../../review/plan/base-rules.ts";
import { printComment } from "../../../review/render/comment.ts";
import { planOf, reviewOf, step } from "../../support/review-plans.ts";

// The rules of a checkout run in a process of their own.
vi.setConfig({ testTimeout: 60_000 });

const exemption = (changes: Partial<Exemption> = {}): Exemption => ({
  rule: "a",
  stack: "narvik",
  resource: "narvik-*",
  finding: "0123456789abcdef",
  owner: "somebody",
  author: "Ada <ada@example.com>",
  approver: "Grace <grace@example.com>",
  reason: "until the supplier signs",
  ticket: "X-1",
  granted: "2026-11-01",
  expires: "2026-12-01",
  ...changes,
});

const rule = (name: string, level = "mandatory", digest = "1") => ({ name, level, digest });

test("rules and exemptions that change are told apart", () => {
  const before = {
    rules: [rule("a"), rule("b"), rule("c", "advisory"), rule("d"), rule("e")],
    exemptions: [exemption(), exemption({ rule: "b" })],
  };
  const after = {
    rules: [rule("b", "advisory"), rule("c"), rule("d", "mandatory", "2"), rule("e"), rule("f")],
    exemptions: [exemption({ expires: "2027-01-20" }), exemption({ rule: "c" })],
  };
  expect(judgeChanges(before, after, ["policies/rules.ts"])).toEqual({
    rules: [
      { name: "a", change: "removed" },
      { name: "b", change: "weakened" },
      { name: "c", change: "stricter" },
      { name: "d", change: "changed" },
      { name: "f", change: "added" },
    ],
    exemptions: [
      { what: "a on narvik-* of narvik, until 2027-01-20, somebody (X-1)", change: "changed" },
      { what: "c on narvik-* of narvik, until 2026-12-01, somebody (X-1)", change: "new" },
      { what: "b on narvik-* of narvik, until 2026-12-01, somebody (X-1)", change: "removed" },
    ],
    files: ["policies/rules.ts"],
  });
  expect(judgeChanges(before, before, [])).toBeUndefined();
});

test("a change of the judge has a section and an acknowledgement of its own", async () => {
  const judge = { isAcknowledged: false, rules: [{ name: "a", change: "removed" as const }], exemptions: [], files: ["policies/rules.ts"] };
  const unchanged = [planOf("narvik", [step("same")])];
  const review = reviewOf(unchanged, { judge });
  expect(review.verdict).toBe("rules-unacknowledged");
  expect(reviewOf(unchanged, { judge: { ...judge, isAcknowledged: true } }).verdict).toBe("clear");
  const destroyed = [planOf("narvik", [step("delete", { type: "kubernetes:core/v1:Namespace" })])];
  expect(reviewOf(destroyed, { judge, isAcknowledged: true }).verdict).toBe("rules-unacknowledged");
  await expect(printComment(review)).toMatchFileSnapshot("golden/rule-removed.md");
});

/** A copy of the rules in which one is missing. */
const checkout = mkdtempSync(join(tmpdir(), "nscale-judge-"));
beforeAll(() => {
  for (const folder of ["policies", "components"]) cpSync(join(repository, folder), join(checkout, folder), { recursive: true });
  cpSync(join(repository, "package.json"), join(checkout, "package.json"));
  symlinkSync(join(repository, "node_modules"), join(checkout, "node_modules"));
  const file = join(checkout, "policies", "renewable-power", "rules.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace("  ppaTermCoversPhase,\n", ""));
});
afterAll(() => rmSync(checkout, { recursive: true }));

test("each checkout judges by its own rules", async () => {
  const judged = { date: "2026-11-20", stacks: { narvik: [] } };
  const [own, other] = [await judgeByRulesOf(repository, judged), await judgeByRulesOf(checkout, judged)];
  expect(judgeChanges(own, other, [])).toEqual({
    rules: [{ name: "ppa-term-covers-phase", change: "removed" }],
    exemptions: [],
    files: [],
  });
  await expect(judgeByRulesOf(tmpdir(), judged)).rejects.toThrow("the base's rules could not be run: ");
});
