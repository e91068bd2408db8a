import { headOf, longestComment, printComment } from "../render/comment.ts";
import type { Review, StackReview } from "../schema.ts";
import type { Forge } from "./forge.ts";
import { ForgeError } from "./request.ts";

type Label = StackReview["labels"][number];

/** The labels that a review adds and removes; it leaves all others alone. */
const ownLabels: readonly Label[] = ["power", "sovereignty", "destructive"];

/** Lengths to try in turn if the forge calls a comment too long, because it may count characters differently. */
const lengths = [1, 0.9, 0.5].map((part) => Math.floor(longestComment * part));

/** Posts the review to a pull request: creates its comment or updates the earlier one, and sets the labels. */
export async function postReview(forge: Forge, number: number, review: Review): Promise<"created" | "updated"> {
  // The marker names the repository of the pull request, regardless of the file.
  const own = { ...review, repository: forge.repository };
  const done = await postComment(forge, number, own);
  const wanted = new Set(own.stacks.flatMap(({ labels }) => labels));
  const found = new Set(await forge.labels(number));
  await forge.changeLabels(
    number,
    ownLabels.filter((name) => wanted.has(name) && !found.has(name)),
    ownLabels.filter((name) => found.has(name) && !wanted.has(name)),
  );
  return done;
}

async function postComment(forge: Forge, number: number, review: Review): Promise<"created" | "updated"> {
  const comments = await forge.comments(number);
  for (const { id } of comments.filter(({ body }) => headOf(body, review) !== undefined)) {
    try {
      await shortened(review, (body) => forge.editComment(number, id, body));
      return "updated";
    } catch (error) {
      // Any user can write the marker. A comment of another author cannot be edited, so it is skipped.
      if (!(error instanceof ForgeError) || (error.status !== 403 && error.status !== 404)) throw error;
    }
  }
  await shortened(review, (body) => forge.createComment(number, body));
  return "created";
}

async function shortened(review: Review, send: (body: string) => Promise<void>): Promise<void> {
  for (const [index, length] of lengths.entries()) {
    try {
      await send(printComment(review, length));
      return;
    } catch (error) {
      const isTooLong = error instanceof ForgeError && (error.status === 422 || error.status === 400);
      if (!isTooLong || index === lengths.length - 1) throw error;
    }
  }
}
