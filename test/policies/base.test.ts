import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { beforeAll, expect, test, vi } from "vitest";
import { evaluatePlans } from "../../cli/review/evaluate.ts";
import { rules } from "../../policies/rules.ts";
import { judgeOn } from "../../policies/verdicts/evaluation.ts";
import type { Exemption } from "../../policies/verdicts/exemptions.ts";
import type { Verdict } from "../../policies/verdicts/apply-exemptions.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import { judgeByBase, strictest, type BaseJudgement } from "../../review/base/judge.ts";
import { baseCommit, filesOf } from "../../review/plan/checkout.ts";
import { Checkout, judgedOn } from "../support/checkout.ts";
import { resourcesOf } from "../support/policies.ts";

// Two processes load every rule.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const checkout = new Checkout();
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=Mallory", "-c", "user.email=mallory@example.com", ...args], { cwd: checkout.directory });

/** Changes a file of the checkout; the text must be there. */
function replace(file: string, text: string, by: string): void {
  const before = readFileSync(checkout.path(file), "utf8");
  expect(before).toContain(text);
  writeFileSync(checkout.path(file), before.replace(text, by));
}

let stack: readonly Resource[] = [];
let exemption: Exemption;
let judgement: BaseJudgement;
let commit: string;

/** What a commit of the checkout, `HEAD~1`, say, finds in stacks after what was committed since. */
async function judgedBy(ref: string, stacks: Parameters<typeof judgeByBase>[2]): Promise<BaseJudgement | undefined> {
  const base = filesOf(checkout.directory, baseCommit(checkout.directory, ref));
  ({ commit } = base);
  return judgeByBase(checkout.directory, base, stacks, [judgedOn]).finally(base.remove);
}

const offsets = (verdicts: readonly Verdict[]) =>
  verdicts.filter(({ rule }) => rule === "no-offsets").map(({ outcome, note }) => [outcome, note]);

beforeAll(async () => {
  git("init", "-q");
  git("add", "-A");
  git("commit", "-qm", "base");

  stack = (await resourcesOf("glomfjord")).map((one) =>
    one.type === "nscale:site:Site" ? { ...one, props: { ...one.props, energyClaims: { offsetSharePercent: 5 } } } : one,
  );
  const [offset] = judgeOn(judgedOn, stack, rules, []).results.filter(({ rule }) => rule === "no-offsets");
  exemption = {
    rule: "no-offsets",
    stack: "glomfjord",
    resource: offset?.urn ?? "",
    finding: offset?.fingerprint ?? "",
    owner: "Ada <ada@example.com>",
    author: "Ada <ada@example.com>",
    approver: "Mallory <mallory@example.com>",
    reason: "the claim is corrected in the next report",
    ticket: "POWER-12",
    granted: "2026-10-01",
    expires: "2026-11-20",
  };

  replace("policies/renewable-power/certificates.ts", "if (offsetSharePercent > 0)", "if (offsetSharePercent > 50)");
  replace("policies/renewable-power/direct-power.ts", 'level: "mandatory"', 'level: "advisory"');
  replace("policies/energy-permitting/rules.ts", "  nkomRegistration,\n", "");
  replace(
    "policies/law/list-screening.ts",
    'source: "Affiliates rule (90 FR 47201)",\n    status: "in-force"',
    'source: "Affiliates rule (90 FR 47201)",\n    status: "draft"',
  );
  replace("policies/renewable-power/coverage.ts", ".default(5)", ".default(1)");
  writeFileSync(checkout.path("policies/exemptions.yaml"), stringify({ exemptions: [exemption] }));
  git("commit", "-qam", "weaker");
  expect(await judgedBy("HEAD", [{ stack: "glomfjord", resources: stack }])).toBeUndefined();
  const found = await judgedBy("HEAD~1", [{ stack: "glomfjord", resources: stack }]);
  if (found === undefined) throw new Error("nothing that judges has changed");
  judgement = found;
  return () => checkout.remove();
});

test("what a weakened rule lets through is refused by the rules and exemptions of the base", () => {
  const byBase = judgement.violationsOf("glomfjord", judgedOn);
  const note = `by the rules and exemptions of the base, ${commit.slice(0, 10)}, which bind as well`;
  expect(offsets(byBase)).toEqual([["violation", note]]);
  expect(judgement.violationsOf("narvik", judgedOn)).toEqual([]);

  const excused = judgeOn(judgedOn, stack, rules, [exemption]).results;
  expect(offsets(excused)).toEqual([["exempted", expect.stringContaining("exempted by Ada")]]);
  expect(offsets(strictest(excused, byBase))).toEqual([["violation", note]]);
  const own = judgeOn(judgedOn, stack, rules, []).results;
  expect(offsets(strictest(own, byBase))).toEqual([["violation", undefined]]);
});

test("a review has the base's findings among its verdicts", () => {
  // A plan has no step of the stack itself.
  const steps = stack
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map((one) => ({ op: "create" as const, ...one, after: one.props, causes: [], isProtected: false, isRetained: false }));
  const plan = { stack: "glomfjord", steps, violations: [], comparedWith: "HEAD~1", notes: [] };
  const [judged] = evaluatePlans([plan], judgedOn, judgement);
  const found = judged?.rules.after.filter(({ outcome }) => outcome === "violation").map(({ rule }) => rule);
  expect(found).toEqual(["no-offsets", "exemptions"]);
  expect(judged?.rules.after.filter(({ urn }) => urn === "")).toEqual([]);
  expect(judged?.rules.after.find(({ rule }) => rule === "assumed-law")?.urn).toBe(
    "urn:pulumi:glomfjord::nscale::pulumi:pulumi:Stack::nscale-glomfjord",
  );
});

test("an exemption that who wrote the change approved is a violation", () => {
  const faults = judgement.violationsOf("glomfjord", judgedOn).filter(({ rule }) => rule === "exemptions");
  expect(faults.map(({ finding }) => finding?.got)).toEqual([
    `an exemption from no-offsets on ${exemption.resource}, approved by Mallory <mallory@example.com>, who wrote the change`,
  ]);
});

test("rules, law, parameters and exemptions that changed are told, with what was removed, weakened or added", () => {
  const told = judgement.changes.map(({ of, change, name, text }) => `${of} ${change} ${name}: ${text}`);
  expect(told).toEqual([
    "rule weakened require-direct-ppa: advisory, was mandatory",
    "rule removed nkom-registration: the rule is gone",
    ...["ownership-screen", "site-ownership-screen"].map(
      (rule) => `law weakened ${rule}: draft, was in-force: Affiliates rule (90 FR 47201)`,
    ),
    "parameter changed ppa-term-covers-phase: years is 1, was 5",
    `exemption added no-offsets: ${exemption.resource} until 2026-11-20, asked for by Ada <ada@example.com>, approved by Mallory <mallory@example.com> (POWER-12)`,
    "file changed policies/law/list-screening.ts: part of the law",
    "file changed policies/energy-permitting/rules.ts: part of the rules",
    "file changed policies/renewable-power/certificates.ts: part of the rules",
    "file changed policies/renewable-power/coverage.ts: part of the rules",
    "file changed policies/renewable-power/direct-power.ts: part of the rules",
  ]);
});

test("a base whose rules do not load judges nothing, and says so", async () => {
  replace("policies/rules.ts", "export const rules", "export const rule");
  git("commit", "-qam", "torn");
  writeFileSync(
    checkout.path("policies/rules.ts"),
    readFileSync(checkout.path("policies/rules.ts"), "utf8").replace("const rule:", "const rules:"),
  );
  await expect(judgedBy("HEAD", [])).rejects.toThrow(/^the rules of the base, [0-9a-f]{10}, could not judge: TypeError/);
});
