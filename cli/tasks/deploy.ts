import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { StackError } from "../../components/lib/parse/fault.ts";
import { reviewDigest } from "../../review/judge/acknowledgement.ts";
import { concluded } from "../../review/judge/review.ts";
import { reviewSchema, type Review } from "../../review/schema.ts";
import { waves } from "../../stacks/waves.ts";
import { health, healthOf, worseThan, type Health } from "../deploy/health.ts";
import { openJournal } from "../deploy/journal.ts";
import { rollOut } from "../deploy/waves.ts";
import { locateEngine } from "../engine/locate.ts";
import { isApplied } from "../review/sealing.ts";
import { repository } from "../setup/cache.mjs";
import { EmbeddedWorkspace } from "../stack/embedded.ts";
import { requireStacks } from "../stack/known.ts";
import { run as judge } from "./policy.ts";
import { run as pulumi } from "./pulumi.ts";

const usage =
  "npm run deploy -- [--review FILE] --approved DIGEST [--until WAVE] [--soak MINUTES] [--prometheus STACK=ADDRESS]…, or --digest for the digest to approve";

/**
 * `npm run deploy`: applies what a review sealed, wave by wave, and stops where a rule is violated, an alert begins to fire or a site admits less work than before. A killed one goes on where it was.
 *
 * @returns 0 where every wave, or every one until the one that is named, is through; else 1.
 */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      review: { type: "string", default: join(repository, "out", "review", "review.json") },
      digest: { type: "boolean", default: false },
      approved: { type: "string", default: "" },
      until: { type: "string" },
      soak: { type: "string", default: "30" },
      prometheus: { type: "string", multiple: true, default: [] },
    },
  });
  const review = readReview(values.review);
  if (values.digest) {
    process.stdout.write(`${reviewDigest(review)}\n`);
    return 0;
  }
  const addresses = addressesIn(values.prometheus);
  const minutes = numberIn("--soak", values.soak, 0);
  const last = values.until === undefined ? waves.length : numberIn("--until", values.until, 1);
  if (last > waves.length) throw new StackError(`got --until ${last}, want 1 to ${waves.length}; fix: ${usage}`);
  const seals = sealsIn(review, values.approved);
  const looks = addresses.size === 0 ? 0 : minutes;
  const workspace = await EmbeddedWorkspace.open(await locateEngine());
  return rollOut<Health | null>({
    waves: waves.slice(0, last),
    seals,
    journal: openJournal(workspace.stateFile("deploy.json"), seals, health.nullable()),
    apply: async (stack, seal) => {
      if (isApplied(workspace, stack, seal)) return 0;
      if (!existsSync(workspace.checkpointFile(stack))) await pulumi(["stack", "init", "--no-select", stack]);
      return pulumi(["up", "--yes", "--stack", stack, "--sealed", seal]);
    },
    watch: {
      look: async (stack) => {
        const address = addresses.get(stack);
        return address === undefined ? null : healthOf(address);
      },
      worse: async (stack, before) => {
        const address = addresses.get(stack);
        const violated = (await judge([stack])) === 0 ? [] : ["got a rule that is violated or could not judge, want none (see above)"];
        return address === undefined || before === null ? violated : [...violated, ...worseThan(before, await healthOf(address))];
      },
      times: looks + 1,
      pause: () => sleep(60_000),
    },
    say: (text) => process.stdout.write(`${text}\n`),
  });
}

function numberIn(option: string, text: string, least: number): number {
  if (/^\d+$/.test(text) && Number(text) >= least) return Number(text);
  throw new StackError(`got ${option} ${text}, want a whole number from ${least} on; fix: ${usage}`);
}

/** Addresses of Prometheus by stack, from `STACK=ADDRESS` each. */
function addressesIn(texts: readonly string[]): ReadonlyMap<string, string> {
  const found = texts.map((text) => {
    const [, stack = "", address = ""] = /^([^=]+)=(https?:\/\/.+)$/.exec(text) ?? [];
    if (stack === "") throw new StackError(`got --prometheus ${text}, want STACK=ADDRESS; fix: ${usage}`);
    return [stack, address] as const;
  });
  requireStacks(found.map(([stack]) => stack));
  return new Map(found);
}

function readReview(file: string): Review {
  const parsed = reviewSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new StackError(`${file}: got no review of this version, want one; fix: npm run review`);
}

/**
 * The seals of a review that was approved, of the stacks that it changes.
 *
 * @throws StackError where another review was approved, or it may not be applied.
 */
export function sealsIn(review: Review, approved: string): Readonly<Record<string, string>> {
  const digest = reviewDigest(review);
  if (digest !== approved)
    throw new StackError(
      `got --approved ${approved || "of nothing"}, want the digest of this review, ${digest}; fix: have it approved, then name it`,
    );
  const { verdict, stacks } = concluded(review, { destruction: true, rules: true });
  if (verdict !== "clear")
    throw new StackError("got a review that a rule or an error blocks, want one without; fix: mend that, and review again");
  const changed = stacks.filter(({ status, seal }) => status !== "unchanged" && seal !== undefined);
  requireStacks(changed.map(({ stack }) => stack));
  return Object.fromEntries(changed.map(({ stack, seal = "" }) => [stack, seal]));
}
