import { serve } from "../../support/inference.ts";
import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    add(stack, "inference.endpoints.scout.parallelism", { tensor: 1, pipeline: 1 });
    set(stack, "inference.endpoints.scout.concurrency", 32);
  },
  faults: [
    "inference.endpoints.scout.parallelism: got llama-4-scout-17b-16e-instruct in fp8 on b200, TP 1 x PP 1 = 1 GPU on 1 host: 180 GB x 0.9 - 109 GB weights - 4 GB engine = 49 GB a GPU / 196,608 B a token = 249,226 tokens, want room beside the weights for 32 x 16,384 = 524,288 tokens; fix: write parallelism: { tensor: 2, pipeline: 1 } (TP 2 x PP 1 = 2 GPUs on 1 host: 1,052,856 tokens), or lower concurrency or contextTokens",
  ],
} satisfies InvalidCase;
