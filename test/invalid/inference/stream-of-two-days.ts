import { serve } from "../../support/inference.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    add(stack, "inference.endpoints.scout.longestStreamSeconds", 172_800);
  },
  faults: [
    "inference.endpoints.scout.longestStreamSeconds: got 172800, want a number ≤ 86400; fix: write the most seconds that an answer may take: a replica that stops finishes its answers first",
  ],
} satisfies InvalidCase;
