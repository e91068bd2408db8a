import { acknowledgementLines } from "../judge/acknowledgement.ts";
import { concluded } from "../judge/review.ts";
import { headOf, longestComment, printComment } from "../render/comment.ts";
import type { Review, StackReview } from "../schema.ts";
import { acknowledgedBy, editOwn, peopleIn, statusText, type Acknowledged } from "./acknowledge.ts";
import type { CommitStatus, Forge } from "./forge.ts";
import { ForgeError } from "./request.ts";

type Label = StackReview["labels"][number];

/** The labels that a review adds and removes; it leaves all others alone. */
const ownLabels: readonly Label[] = ["power", "sovereignty", "destructive"];

/** Lengths to try in turn if the forge calls a comment too long, because it may count characters differently. */
const lengths = [1, 0.9, 0.5].map((part) => Math.floor(longestComment * part));

const notAcknowledged = { destruction: false, rules: false };

/**
 * Posts the review to a pull request: creates its comment or updates the earlier one, sets the labels, and the status of the commit. A file's own conclusions count for
 * nothing: they are drawn again from its facts, and acknowledged is what somebody acknowledged on the pull request.
 *
 * @throws Error where the review is about another commit than the pull request's head.
 */
export async function postReview(forge: Forge, number: number, review: Review): Promise<"created" | "updated"> {
  const pull = await forge.pull(number);
  if (review.head !== undefined && review.head !== pull.head)
    throw new Error(`got a review of ${review.head}, want one of the pull request's head, ${pull.head}; fix: review that`);
  // The marker names the repository of the pull request, regardless of the file.
  const unacknowledged = concluded({ ...review, repository: forge.repository }, notAcknowledged);
  const lines = acknowledgementLines(unacknowledged);
  const acknowledged = await acknowledgedBy(
    forge,
    pull,
    lines.map(({ line }) => line),
  );
  const isAcknowledged = (of: string) => lines.some((one) => one.of === of && acknowledged.has(one.line));
  const own = concluded(unacknowledged, { destruction: isAcknowledged("destruction"), rules: isAcknowledged("rules") });
  const done = await postComment(forge, number, own);
  if (own.head !== undefined) await forge.setStatus(own.head, statusOf(own, acknowledged));
  const wanted = new Set(own.stacks.flatMap(({ labels }) => labels));
  const found = new Set(await forge.labels(number));
  await forge.changeLabels(
    number,
    ownLabels.filter((name) => wanted.has(name) && !found.has(name)),
    ownLabels.filter((name) => found.has(name) && !wanted.has(name)),
  );
  return done;
}

/** What a commit's status says of its review; what waits for an acknowledgement says for which. */
function statusOf(review: Review, acknowledged: Acknowledged): CommitStatus {
  if (review.verdict === "failed") return { state: "failure", description: "blocked by a rule or an error" };
  if (review.verdict === "clear")
    return { state: "success", description: acknowledged.size === 0 ? "no objection" : statusText(peopleIn(acknowledged)) };
  const lines = acknowledgementLines(review).map(({ line }) => line);
  return { state: "pending", description: lines.join("; ") };
}

async function postComment(forge: Forge, number: number, review: Review): Promise<"created" | "updated"> {
  const comments = await forge.comments(number);
  for (const { id } of comments.filter(({ body }) => headOf(body, review) !== undefined)) {
    if (await shortened(review, (body) => editOwn(forge, number, id, body))) return "updated";
  }
  await shortened(review, (body) => forge.createComment(number, body));
  return "created";
}

async function shortened<Sent>(review: Review, send: (body: string) => Promise<Sent>): Promise<Sent | undefined> {
  for (const [index, length] of lengths.entries()) {
    try {
      return await send(printComment(review, length));
    } catch (error) {
      const isTooLong = error instanceof ForgeError && (error.status === 422 || error.status === 400);
      if (!isTooLong || index === lengths.length - 1) throw error;
    }
  }
  return undefined;
}
