import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.precision", "mxfp4");
  },
  faults: [
    "inference.endpoints.scout.precision: got mxfp4 of llama-4-scout-17b-16e-instruct, of which the catalogue has no weights, want bf16 or fp8 or nvfp4; fix: write one of these, or take another accelerator",
  ],
} satisfies InvalidCase;
