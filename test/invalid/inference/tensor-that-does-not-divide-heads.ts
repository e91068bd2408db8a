import { serve } from "../../support/inference.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    add(stack, "inference.endpoints.scout.parallelism", { tensor: 3, pipeline: 1 });
  },
  faults: [
    "inference.endpoints.scout.parallelism.tensor: got 3 does not divide the model's 40 attention heads, want a number by which the model can be split; fix: write parallelism: { tensor: 1, pipeline: 1 }",
  ],
} satisfies InvalidCase;
