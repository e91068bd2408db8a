import { serve } from "../../support/inference.ts";
import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.model", "qwen3-235b-a22b-instruct-2507");
    add(stack, "inference.endpoints.scout.parallelism", { tensor: 8, pipeline: 1 });
  },
  faults: [
    "inference.endpoints.scout.parallelism.tensor: got 8 does not divide the 12 blocks of the fp8 weights (an expert is 1,536 wide (config.json), and its scales are for blocks of 128), want a number by which the model can be split; fix: write parallelism: { tensor: 2, pipeline: 1 }",
  ],
} satisfies InvalidCase;
