import { acknowledgementsIn } from "../judge/acknowledgement.ts";
import { acknowledgedComment, headOf } from "../render/comment.ts";
import type { Forge, Pull } from "./forge.ts";
import { ForgeError } from "./request.ts";

/** Who acknowledged what: a person of the forge by line. */
export type Acknowledged = ReadonlyMap<string, string>;

const sameLogin = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/**
 * Finds who acknowledged each of these lines on a pull request: somebody who may merge, neither opened the pull request nor wrote a commit of it, and has the line in a
 * comment that was not edited.
 */
export async function acknowledgedBy(forge: Forge, pull: Pull, lines: readonly string[]): Promise<Acknowledged> {
  const found = new Map<string, string>();
  if (lines.length === 0) return found;
  const mayMerge = new Map<string, boolean>();
  for (const { author, body, isEdited } of await forge.comments(pull.number)) {
    const said = acknowledgementsIn(body).filter((line) => lines.includes(line) && !found.has(line));
    if (said.length === 0 || isEdited || pull.authors.some((one) => sameLogin(one, author))) continue;
    if (!mayMerge.has(author)) mayMerge.set(author, await forge.mayMerge(author));
    if (mayMerge.get(author) === true) for (const line of said) found.set(line, author);
  }
  return found;
}

/** Who acknowledged, once each: `ada, bea`. */
export const peopleIn = (acknowledged: Acknowledged): string => [...new Set(acknowledged.values())].join(", ");

/**
 * Lets the head of a pull request pass where all that its review asked for is acknowledged. What was asked for is the commit's own status: a commit without a review has none.
 *
 * @returns what came of it, for a log.
 */
export async function acknowledge(forge: Forge, number: number): Promise<string> {
  const pull = await forge.pull(number);
  const lines = acknowledgementsIn(((await forge.status(pull.head))?.description ?? "").replaceAll("; ", "\n"));
  if (lines.length === 0) return `the review of ${pull.head} asks for no acknowledgement`;
  const acknowledged = await acknowledgedBy(forge, pull, lines);
  const open = lines.filter((line) => !acknowledged.has(line));
  if (open.length > 0) return `not acknowledged: ${open.join("; ")}`;
  const by = peopleIn(acknowledged);
  await forge.setStatus(pull.head, { state: "success", description: statusText(by) });
  const about = { repository: forge.repository, project: "nscale" };
  for (const { id, body } of (await forge.comments(number)).filter((one) => headOf(one.body, about) === pull.head)) {
    await editOwn(forge, number, id, acknowledgedComment(body, by));
  }
  return `acknowledged by ${by}`;
}

/** Edits a comment if it is the token's own. Any user can write a review's marker, and a comment of another author cannot be edited. */
export async function editOwn(forge: Forge, number: number, id: number, body: string): Promise<boolean> {
  try {
    await forge.editComment(number, id, body);
    return true;
  } catch (error) {
    if (!(error instanceof ForgeError) || (error.status !== 403 && error.status !== 404)) throw error;
    return false;
  }
}

/** The longest description of a status at GitHub is 140 characters. */
export const statusText = (by: string): string => `acknowledged by ${by}`.slice(0, 140);
