import { serve } from "../../support/inference.ts";
import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.model", "deepseek-r1");
    add(stack, "inference.endpoints.scout.parallelism", { tensor: 4, pipeline: 3 });
  },
  faults: [
    "inference.endpoints.scout.parallelism: got 12 GPUs are neither within one host of 8 nor whole hosts, want each pod of a replica on a host of its own, with the same GPUs; fix: write parallelism: { tensor: 8, pipeline: 1 }",
  ],
} satisfies InvalidCase;
