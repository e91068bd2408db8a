import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.contextTokens", 10_000_000);
    set(stack, "inference.endpoints.scout.concurrency", 100);
  },
  faults: [
    "inference.endpoints.scout: got llama-4-scout-17b-16e-instruct in fp8 on b200, which holds as much on no placement of up to 16 hosts, want room beside the weights for 100 x 10,000,000 = 1,000,000,000 tokens; fix: take another accelerator, or lower concurrency or contextTokens",
  ],
} satisfies InvalidCase;
