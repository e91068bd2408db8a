import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Forge } from "../../review/post/forge.ts";
import { judgementDate } from "../../policies/lib/date.ts";
import { noRuleResults } from "../../review/judge/policies.ts";
import { reviewPlans } from "../../review/judge/review.ts";
import { failedPlan } from "../review/plans.ts";
import { postReview, pullOf } from "../../review/post/post.ts";
import { reviewSchema, type Review } from "../../review/schema.ts";
import { repository } from "../setup/cache.mjs";
import { messageOf } from "../../components/lib/error.ts";

const usage = "npm run review:post -- --pull NUMBER, or --head OWNER:BRANCH --sha COMMIT [--run ADDRESS] [--review FILE]";

/** `npm run review:post`: posts the review in `out/review` to a GitHub pull request. The environment names the forge, as in GitHub workflows. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      pull: { type: "string" },
      head: { type: "string" },
      sha: { type: "string" },
      run: { type: "string" },
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
    const done = await postReview(forge, number, readReview(values.review, values.run, values.sha));
    process.stdout.write(`the comment on pull request ${number} is ${done}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    return 1;
  }
}

function forgeOf({ GITHUB_API_URL: api, GITHUB_REPOSITORY: name, GITHUB_TOKEN: token }: NodeJS.ProcessEnv): Forge {
  const missing = Object.entries({ GITHUB_API_URL: api, GITHUB_REPOSITORY: name, GITHUB_TOKEN: token }).filter(([, value]) => !value);
  if (api && name && token) return { api, repository: name, token };
  throw new Error(
    `got no ${missing.map(([variable]) => variable).join(", ")}, want all three set; fix: set them, or run this in a GitHub workflow`,
  );
}

interface Named {
  readonly pull?: string | undefined;
  readonly head?: string | undefined;
  readonly sha?: string | undefined;
}

async function numberOf(forge: Forge, { pull, head, sha }: Named): Promise<number | undefined> {
  if (pull !== undefined && /^[1-9]\d*$/.test(pull) && head === undefined) return Number(pull);
  if (pull === undefined && head !== undefined && sha !== undefined && /^[^:]+:.+$/.test(head)) return pullOf(forge, head, sha);
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

/** The review in a file, validated because it may come from a fork's run; of a run that wrote none, that it did not. */
function readReview(file: string, run: string | undefined, head: string | undefined): Review {
  if (!existsSync(file) && run !== undefined) return reviewOfFailedRun(run, head);
  if (!existsSync(file)) throw new Error(`got no file ${file}, want a review; fix: npm run review`);
  const parsed = reviewSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(
    `${file}: got ${issue?.path.join(".") ?? ""} (${issue?.message ?? ""}), want a review of this version; fix: npm run review`,
  );
}
