import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { judgementDate } from "../../policies/lib/date.ts";
import { reviewPlans, type ReviewContext } from "../../review/judge/review.ts";
import { evaluatePlans, type RuledPlan } from "../review/evaluate.ts";
import { failedPlan, planStacks } from "../review/plans.ts";
import { printJunit } from "../../policies/formats/junit.ts";
import { printCodeQuality } from "../../policies/formats/code-quality.ts";
import { printSarif } from "../../policies/formats/sarif.ts";
import type { StackVerdicts, UnjudgedStack } from "../../policies/formats/report.ts";
import { placesIn } from "../policy/places.ts";
import { rules } from "../../policies/rules.ts";
import { exitCodes, reviewSchema, type Review } from "../../review/schema.ts";
import { printPage } from "../../review/page/page.ts";
import { printComment, longestSummary } from "../../review/render/comment.ts";
import { printTerminal } from "../../review/render/terminal.ts";
import { leakIn, tokenIn, type Secret } from "../../review/secrets.ts";
import { repository } from "../setup/cache.mjs";
import { writeWhole } from "../setup/files.mjs";
import { withLock } from "../setup/lock.mjs";

const folder = join(repository, "out", "review");

/**
 * `npm run review [-- STACK… --base REF --acknowledged --acknowledged-rules]`: the effects of a change on each stack, against its state or, without a state, against REF (HEAD by default).
 *
 * @returns 0 without objections, 1 for an error or a violated mandatory rule, 3 for a destructive change, or a change of what judges it, that is not acknowledged.
 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      base: { type: "string" },
      acknowledged: { type: "boolean", default: false },
      "acknowledged-rules": { type: "boolean", default: false },
    },
  });
  const date = judgementDate();
  const { plans, secrets, base } = await planStacks(positionals, values.base, date);
  const judged = evaluatePlans(plans, date, base);
  const context = contextOf(date, values.acknowledged);
  const review = reviewPlans(judged, {
    ...context,
    ...(base === undefined ? {} : { judge: { changes: [...base.changes], isAcknowledged: values["acknowledged-rules"] } }),
  });
  const shown = await write(review, judged, secrets);
  process.stdout.write(printTerminal(shown, process.stdout.isTTY && process.env["NO_COLOR"] === undefined));
  process.stdout.write(`${folder}\n`);
  return exitCodes[shown.verdict];
}

/** The context from the environment: in a GitHub workflow, the repository and the run that keeps the files. */
function contextOf(judgedOn: string, isAcknowledged: boolean): ReviewContext {
  const { GITHUB_REPOSITORY: name, GITHUB_SERVER_URL: server, GITHUB_RUN_ID: run } = process.env;
  const isAtForge = name !== undefined && server !== undefined && run !== undefined;
  return {
    repository: name ?? basename(repository),
    head: process.env["REVIEW_HEAD"],
    judgedOn,
    isAcknowledged,
    fullPage: isAtForge ? `${server}/${name}/actions/runs/${run}` : "out/review/review.html",
  };
}

const judgedOrNot = (plan: RuledPlan): StackVerdicts | UnjudgedStack =>
  plan.error === undefined ? plan : { stack: plan.stack, error: plan.error };

const filesOf = (review: Review, plans: readonly RuledPlan[]): Readonly<Record<string, string>> => ({
  "review.json": `${JSON.stringify(reviewSchema.parse(review), null, 2)}\n`,
  "comment.md": printComment(review),
  "review.html": printPage(review),
  "summary.md": printComment(review, longestSummary),
  "policy.sarif": printSarif(plans.map(judgedOrNot), rules, "review", placesIn(repository, rules)),
  "policy.codequality.json": printCodeQuality(plans.map(judgedOrNot), rules, "review", placesIn(repository, rules)),
  "policy.junit.xml": printJunit(plans.map(judgedOrNot)),
});

/**
 * Writes every form of the review. If one contains a secret, a withheld review is written instead. Concurrent reviews write one after the other,
 * so that all files are of one review. Returns the review as written.
 */
async function write(review: Review, plans: readonly RuledPlan[], secrets: readonly Secret[]): Promise<Review> {
  const files = filesOf(review, plans);
  const leak = secretOf(files, secrets) ?? tokenOf(review, files);
  if (leak !== undefined) return write(...withheld(review, leak), []);
  await withLock(join(repository, ".state", "locks", "review"), () => {
    for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text);
    return Promise.resolve();
  });
  return review;
}

/** A known secret in the files. */
function secretOf(files: Readonly<Record<string, string>>, secrets: readonly Secret[]): string | undefined {
  const name = leakIn(Object.values(files), secrets);
  return name === undefined ? undefined : `the secret ${name}`;
}

/** A token in the review, with where it stands; in any other file it is said to be there. */
function tokenOf(review: Review, files: Readonly<Record<string, string>>): string | undefined {
  const found = tokenIn(review) ?? tokenIn(files);
  if (found === undefined) return undefined;
  const { what, path } = found;
  const [, stack, resource] = /^stacks\.(\d+)(?:\.resources\.(\d+))?/.exec(path) ?? [];
  const of = review.stacks[Number(stack)];
  const named = of?.resources[Number(resource)];
  return `${what} in ${named === undefined ? path : `${named.type} ${named.name}`}${of === undefined ? "" : ` of ${of.stack}`}`;
}

/** A review without content, withheld because it contains a secret. */
function withheld(review: Review, secret: string): [Review, RuledPlan[]] {
  const error = `withheld: the review would show ${secret}; fix: take it out of the data and revoke it, or make the resource input that holds it a secret`;
  const failed = review.stacks.map(({ stack }) => failedPlan(stack, error));
  const plans = evaluatePlans(failed, review.judgedOn);
  return [reviewPlans(plans, review), plans];
}
