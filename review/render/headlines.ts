import type { Review } from "../schema.ts";

/** A review's verdict, as the first words of its page and of its comment. */
export const headlines = {
  clear: "No objection to this change",
  failed: "Change blocked by a rule or an error",
  unacknowledged: "Destructive change, not acknowledged",
  "rules-unacknowledged": "What judges this change changes with it, not acknowledged",
} as const satisfies Record<Review["verdict"], string>;
