import { z } from "zod";

/** Text with a pattern of what reads it. `words` say what is wanted, to a person whose text does not match. */
export const textMatching = (pattern: RegExp, words: string) => z.string().regex(pattern, { error: words });

/**
 * Text that people read, in files, manifests and reports: one line, since a line more would be a line of its own there, and nothing that does not show.
 */
export const text = z
  .string()
  .min(1)
  .regex(/^(?!\s)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*(?<!\s)$/u, {
    error: "text on one line, without characters that do not show, and without blanks at its ends",
  });
