import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.precision", "nvfp4");
    set(stack, "clusters.training.accelerator", "h200");
    set(stack, "deliveries.training.accelerator", "h200");
  },
  faults: [
    "inference.endpoints.scout.precision: got nvfp4 of llama-4-scout-17b-16e-instruct, which NVIDIA H200 SXM does not compute in, want bf16 or fp8; fix: write one of these, or take another accelerator",
  ],
} satisfies InvalidCase;
