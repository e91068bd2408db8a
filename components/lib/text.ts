import { z } from "zod";

/** Text with a pattern of what reads it. `words` say what is wanted, to a person whose text does not match. */
export const textMatching = (pattern: RegExp, words: string) => z.string().regex(pattern, { error: words });

/** The fewest characters that a reason or the name of a document has. */
const fewestOfAReason = 10;

/**
 * Text that people read, in files, manifests and reports: one line, since a line more would be a line of its own there, and nothing that does not show.
 */
export const text = z
  .string()
  .min(1)
  .regex(/^(?!\s)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*(?<!\s)$/u, {
    error: "text on one line, without characters that do not show, and without blanks at its ends",
  });

/** A reason, or the name of a document: such text, long enough to say something. */
export const meaningfulText = textMatching(
  new RegExp(`^(?!\\s)[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{${fewestOfAReason},}(?<!\\s)$`, "u"),
  `text of ${fewestOfAReason} characters or more, on one line, without characters that do not show, and without blanks at its ends`,
);
