import { spawnSync } from "node:child_process";
import type { IsoDate } from "../../components/lib/date.ts";
import { decidingFiles, type DecidingPart } from "../../policies/formats/deciding.ts";
import type { Resource } from "../../policies/lib/rule.ts";
import type { Verdict } from "../../policies/verdicts/apply-exemptions.ts";
import { exemptionsRule } from "../../policies/verdicts/exemption-results.ts";
import { daysGranted, isSamePerson, type Exemption } from "../../policies/verdicts/exemptions.ts";
import { fingerprintOf } from "../../policies/verdicts/fingerprint.ts";
import { stackUrnOf, type Result } from "../../policies/verdicts/judge.ts";
import type { CommitFiles } from "../plan/checkout.ts";
import { changesBetween, type JudgementChange } from "./changes.ts";
import { judgeByCheckout } from "./run.ts";
import type { CheckoutJudgement } from "./schema.ts";

/** A stack after the change. */
export interface ChangedStack {
  readonly stack: string;
  readonly resources: readonly Resource[];
}

/** What the base of a change says of it. */
export interface BaseJudgement {
  /** What judges and is another than at the base: rules, law, parameters, exemptions, code. */
  readonly changes: readonly JudgementChange[];
  /**
   * The violations that bind beside the change's own: those that the base's rules and exemptions find in the changed stack, and exemptions that the
   * change may not bring.
   */
  readonly violationsOf: (stackName: string, date: IsoDate) => readonly Verdict[];
}

/** The parts of which a changed file is told; a change of facts is told by the review itself, one of an exemption as such. */
const toldParts: readonly DecidingPart[] = ["law", "judge", "rules", "tools", "workflows"];

/**
 * Judges a change by the rules and exemptions of its base: no change weakens the rules by which it is judged.
 *
 * @param repository the checkout with the change
 * @param base the commit that it is compared with
 * @param stacks each stack as it is after the change
 * @returns undefined if nothing that decides a verdict changes: the two judge alike then.
 * @throws StackError if the base's or the change's own rules cannot judge.
 */
export async function judgeByBase(
  repository: string,
  base: CommitFiles,
  stacks: readonly ChangedStack[],
  dates: readonly IsoDate[],
): Promise<BaseJudgement | undefined> {
  const { commit, directory } = base;
  const [old, now] = [decidingFiles(directory), decidingFiles(repository)];
  const files = fileChanges(old, now, toldParts);
  if (files.length === 0 && fileChanges(old, now, ["exemptions"]).length === 0) return undefined;
  const [before, after] = await Promise.all([
    judgeByCheckout(`the base, ${commit.slice(0, 10)},`, directory, { dates, stacks }),
    judgeByCheckout("the change", repository, { dates: [], stacks: [] }),
  ]);
  const added = newExemptions(before, after);
  const authors = authorsSince(repository, commit);
  const stackUrns = new Map(stacks.map(({ stack, resources }) => [stack, stackUrnOf(resources)]));
  return {
    changes: gravestFirst([...changesBetween(before, after), ...files]),
    violationsOf: (stackName, date) => [
      ...before.judged
        .filter((one) => one.stack === stackName && one.date === date)
        .flatMap(({ results }) => results)
        .filter(({ outcome }) => outcome === "violation")
        .map((result) => boundBy(commit, result as Result, date)),
      ...exemptionFaults(before, after, added, authors)
        .filter(({ exemption }) => exemption.stack === stackName)
        .map(({ got, want, fix }) =>
          violation(
            { rule: exemptionsRule.name, urn: stackUrns.get(stackName) ?? "", verdict: "violated", finding: { got, want, fix } },
            date,
          ),
        ),
    ],
  };
}

const isLess = ({ change }: JudgementChange): boolean => change === "removed" || change === "weakened";

/** What is less than before comes before the rest: a list may be cut. */
const gravestFirst = (changes: readonly JudgementChange[]): JudgementChange[] => [
  ...changes.filter(isLess),
  ...changes.filter((one) => !isLess(one)),
];

/** The verdicts on a change with those of its base: of two on one finding the stricter stays, and a violation of either blocks. */
export function strictest(own: readonly Verdict[], byBase: readonly Verdict[]): readonly Verdict[] {
  const keyOf = ({ rule, urn, fingerprint }: Verdict) => [rule, urn, fingerprint].join(" ");
  const blocking = new Set(own.filter(({ outcome }) => outcome === "violation").map(keyOf));
  const further = byBase.filter((one) => !blocking.has(keyOf(one)));
  const replaced = new Set(further.map(keyOf));
  return [...own.filter((one) => one.outcome === "violation" || !replaced.has(keyOf(one))), ...further];
}

const violation = (result: Result, date: IsoDate, note?: string): Verdict => ({
  ...result,
  outcome: "violation",
  fingerprint: fingerprintOf(result, date),
  ...(note === undefined ? {} : { note }),
});

const boundBy = (commit: string, result: Result, date: IsoDate): Verdict =>
  violation(result, date, `by the rules and exemptions of the base, ${commit.slice(0, 10)}, which bind as well`);

function newExemptions({ exemptions: old }: CheckoutJudgement, { exemptions: now }: CheckoutJudgement): Exemption[] {
  const known = new Set(old.map((one) => JSON.stringify(one)));
  return now.filter((one) => !known.has(JSON.stringify(one))) as Exemption[];
}

/** The people who wrote the commits since the base, as `Name <address>`. */
function authorsSince(repository: string, commit: string): string[] {
  const { stdout } = spawnSync("git", ["-C", repository, "log", "--format=%aN <%aE>", `${commit}..HEAD`], { encoding: "utf8" });
  return [...new Set(stdout.split("\n").filter((line) => line !== ""))];
}

const longestDays = 90;

/** What is wrong with exemptions that a change brings, and can only be told beside its base. */
function exemptionFaults(before: CheckoutJudgement, after: CheckoutJudgement, added: readonly Exemption[], authors: readonly string[]) {
  const all = [
    ...new Map([...before.exemptions, ...after.exemptions].map((one) => [JSON.stringify(one), one as unknown as Exemption])).values(),
  ];
  return added.flatMap((exemption) => {
    const named = `an exemption from ${exemption.rule} on ${exemption.resource}`;
    const author = authors.find((one) => isSamePerson(one, exemption.approver));
    const days = daysGranted(exemption, all);
    return [
      ...(author === undefined
        ? []
        : [
            {
              exemption,
              got: `${named}, approved by ${exemption.approver}, who wrote the change`,
              want: "another person than who wrote the change",
              fix: "have someone else approve it",
            },
          ]),
      ...(days <= longestDays
        ? []
        : [
            {
              exemption,
              got: `${named} for ${days} days, with those of the base for the same finding`,
              want: `at most ${longestDays} days for one finding`,
              fix: "correct the violation: its time is used up",
            },
          ]),
    ];
  });
}

type DecidingFiles = ReturnType<typeof decidingFiles>;

/** Files that decide, and differ: that rules say the same of themselves does not mean that they judge the same. */
const fileChanges = (before: DecidingFiles, after: DecidingFiles, told: readonly DecidingPart[]): JudgementChange[] =>
  told.flatMap((part) => {
    const files = [...new Set([...Object.keys(before[part]), ...Object.keys(after[part])])].sort();
    return files
      .filter((file) => before[part][file] !== after[part][file])
      .map((file): JudgementChange => {
        const change = before[part][file] === undefined ? "added" : after[part][file] === undefined ? "removed" : "changed";
        return { of: "file", change, name: file, text: `part of the ${part}` };
      });
  });
