import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Forge } from "../../review/post/forge.ts";
import { judgementDate } from "../../policies/lib/date.ts";
import { noRuleResults } from "../../review/judge/policies.ts";
import { reviewPlans } from "../../review/judge/review.ts";
import { forgeOf } from "../review/forge.ts";
import { failedPlan } from "../review/plans.ts";
import { postReview } from "../../review/post/post.ts";
import { reviewSchema, type Review } from "../../review/schema.ts";
import { repository } from "../setup/cache.mjs";
import { messageOf } from "../../components/lib/error.ts";

const usage =
  "npm run review:post -- --pull NUMBER, or --head [OWNER:]BRANCH --sha COMMIT [--run ADDRESS] [--review FILE, or at GitLab --pipeline NUMBER]";

/** `npm run review:post`: posts the review in `out/review` to a pull request at GitHub or GitLab. The environment names the forge, as in their own jobs. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      pull: { type: "string" },
      head: { type: "string" },
      sha: { type: "string" },
      run: { type: "string" },
      pipeline: { type: "string" },
      review: { type: "string", default: join(repository, "out", "review", "review.json") },
    },
  });
  try {
    const forge = forgeOf(process.env);
    const number = await numberOf(forge, values);
    if (number === undefined) {
      process.stdout.write(`no open pull request of ${values.head ?? ""} at ${values.sha ?? ""}: nothing posted\n`);
      return 0;
    }
    const done = await postReview(forge, number, reviewIn(await textOf(forge, values), values));
    process.stdout.write(`the comment on pull request ${number} is ${done}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 1;
  }
}

interface Named {
  readonly pull?: string | undefined;
  readonly head?: string | undefined;
  readonly sha?: string | undefined;
}

async function numberOf(forge: Forge, { pull, head, sha }: Named): Promise<number | undefined> {
  if (pull !== undefined && /^[1-9]\d*$/.test(pull) && head === undefined) return Number(pull);
  if (pull === undefined && head !== undefined && sha !== undefined && head !== "") return forge.pullOf(head, sha);
  throw new Error(
    `got ${pull === undefined && head === undefined ? "no pull request" : `--pull ${pull ?? ""} --head ${head ?? ""}`}, want one; fix: ${usage}`,
  );
}

/** What a run says that ended before it wrote a review. */
const reviewOfFailedRun = (run: string, head: string | undefined): Review =>
  reviewPlans([{ ...failedPlan("review", `the run ended before it wrote a review; fix: see ${run}`), rules: noRuleResults }], {
    repository: "",
    ...(head === undefined ? {} : { head }),
    judgedOn: judgementDate(),
    fullPage: run,
    isAcknowledged: false,
  });

interface Source {
  readonly review: string;
  readonly pipeline?: string | undefined;
  readonly run?: string | undefined;
  readonly sha?: string | undefined;
}

/** The text of a review: of a pipeline's job, or of a file; undefined if there is none. */
async function textOf(forge: Forge, { review, pipeline }: Source): Promise<string | undefined> {
  if (pipeline === undefined) return existsSync(review) ? readFileSync(review, "utf8") : undefined;
  if (forge.artifact === undefined) throw new Error(`got --pipeline ${pipeline} at a forge without pipelines, want a file; fix: ${usage}`);
  return forge.artifact(pipeline, "out/review/review.json");
}

/** The review in a text, validated because it may come from a fork's run; of a run that wrote none, that it did not. */
function reviewIn(text: string | undefined, { review, run, sha }: Source): Review {
  if (text === undefined && run !== undefined) return reviewOfFailedRun(run, sha);
  if (text === undefined) throw new Error(`got no file ${review}, want a review; fix: npm run review`);
  const parsed = reviewSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${review}: got ${issue?.path.join(".") ?? ""} (${issue?.message ?? ""}), want a review of this version; fix: npm run review`,
  );
}
