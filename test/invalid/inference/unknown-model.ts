import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.model", "llama-5");
  },
  faults: [
    'inference.endpoints.scout.model: got "llama-5", want one of llama-4-scout-17b-16e-instruct, llama-3.1-8b-instruct, llama-3.3-70b-instruct, qwen3-235b-a22b-instruct-2507, deepseek-r1, gpt-oss-120b; fix: write one of them: a model of the catalogue',
  ],
} satisfies InvalidCase;
