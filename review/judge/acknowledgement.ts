import { digestOf } from "../plan/seal.ts";
import type { Review } from "../schema.ts";

/** The words of an acknowledgement, before the digest: of a destructive change, and of a change of what judges it. */
const words = { destruction: "acknowledge", rules: "acknowledge rules" } as const;

/** What a person can acknowledge. */
export type Acknowledgeable = keyof typeof words;

const line = /^`?(acknowledge(?: rules)?) ([0-9a-f]{24})`?$/;

/**
 * 96 bits over the commit and everything that its review says of it, the seals of its updates among that, in hexadecimal. Another commit, another
 * plan or another finding has another digest; a verdict and its acknowledgement have no part in it.
 */
export const reviewDigest = ({ head, judge, stacks }: Review): string => digestOf({ head, changes: judge?.changes, stacks });

/** The lines that acknowledge a review, each a line of a comment: none where nothing needs it. */
export function acknowledgementLines(review: Review): { readonly of: Acknowledgeable; readonly line: string }[] {
  const needed: readonly Acknowledgeable[] = [
    ...(review.stacks.some(({ labels }) => labels.includes("destructive")) ? (["destruction"] as const) : []),
    ...(review.judge === undefined ? [] : (["rules"] as const)),
  ];
  return needed.map((of) => ({ of, line: `${words[of]} ${reviewDigest(review)}` }));
}

/** The acknowledgements in a text, a line each, without quotes of others. */
export const acknowledgementsIn = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((one) => {
    const [, said, digest] = line.exec(one.trim()) ?? [];
    return said === undefined ? [] : [`${said} ${digest ?? ""}`];
  });
