import { z } from "zod";
import { headOf, longestComment, printComment } from "../render/comment.ts";
import type { Review, StackReview } from "../schema.ts";
import { ask, ForgeError, listAll, type Forge } from "./forge.ts";

type Label = StackReview["labels"][number];

/** The labels that a review adds and removes; it leaves all others alone. */
const ownLabels: readonly Label[] = ["power", "sovereignty", "destructive"];

const comment = z.looseObject({ id: z.number(), body: z.string().nullish() });
const label = z.looseObject({ name: z.string() });
const pull = z.looseObject({ number: z.number(), head: z.looseObject({ sha: z.string() }) });

/** Lengths to try in turn if the forge calls a comment too long, because it may count characters differently. */
const lengths = [1, 0.9, 0.5].map((part) => Math.floor(longestComment * part));

/** The open pull request of a branch, `OWNER:BRANCH`, whose head is this commit. Undefined if there is none: a newer push has a review of its own. */
export async function pullOf(forge: Forge, head: string, sha: string): Promise<number | undefined> {
  const found = await listAll(forge, `pulls?state=open&head=${encodeURIComponent(head)}`, pull);
  return found.find((one) => one.head.sha === sha)?.number;
}

/** Posts the review to a pull request: creates its comment or updates the earlier one, and sets the labels. */
export async function postReview(forge: Forge, number: number, review: Review): Promise<"created" | "updated"> {
  // The marker names the repository of the pull request, regardless of the file.
  const own = { ...review, repository: forge.repository };
  const done = await postComment(forge, number, own);
  await setLabels(forge, number, new Set(own.stacks.flatMap(({ labels }) => labels)));
  return done;
}

async function postComment(forge: Forge, number: number, review: Review): Promise<"created" | "updated"> {
  const comments = await listAll(forge, `issues/${number}/comments`, comment);
  for (const { id } of comments.filter(({ body }) => headOf(body ?? "", review) !== undefined)) {
    try {
      await send(forge, "PATCH", `issues/comments/${id}`, review);
      return "updated";
    } catch (error) {
      // Any user can write the marker. A comment of another author cannot be edited, so it is skipped.
      if (!(error instanceof ForgeError) || (error.status !== 403 && error.status !== 404)) throw error;
    }
  }
  await send(forge, "POST", `issues/${number}/comments`, review);
  return "created";
}

async function send(forge: Forge, method: "POST" | "PATCH", path: string, review: Review): Promise<void> {
  for (const [index, length] of lengths.entries()) {
    try {
      await ask(forge, method, path, { body: printComment(review, length) });
      return;
    } catch (error) {
      const isTooLong = error instanceof ForgeError && error.status === 422;
      if (!isTooLong || index === lengths.length - 1) throw error;
    }
  }
}

async function setLabels(forge: Forge, number: number, wanted: ReadonlySet<Label>): Promise<void> {
  const found = new Set((await listAll(forge, `issues/${number}/labels`, label)).map(({ name }) => name));
  const missing = ownLabels.filter((name) => wanted.has(name) && !found.has(name));
  if (missing.length > 0) await ask(forge, "POST", `issues/${number}/labels`, { labels: missing });
  for (const name of ownLabels.filter((one) => found.has(one) && !wanted.has(one))) {
    await ask(forge, "DELETE", `issues/${number}/labels/${name}`);
  }
}
