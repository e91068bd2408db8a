import { serve } from "../../support/inference.ts";
import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.replicas.min", 0);
    add(stack, "inference.endpoints.scout.queueTimeoutSeconds", 600);
    add(stack, "inference.endpoints.scout.huggingFace", { status: "live" });
  },
  faults: [
    "inference.endpoints.scout.replicas.min: got 0 of a model that is live on Hugging Face, want 1 or more: its checks want the first token within 5 seconds, and no cold start is as short; fix: set it to 1, or set inference.endpoints.scout.huggingFace.status to staging",
  ],
} satisfies InvalidCase;
