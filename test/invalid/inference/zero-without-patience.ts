import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.replicas.min", 0);
  },
  faults: [
    "inference.endpoints.scout.queueTimeoutSeconds: got 60, of an endpoint that may be at zero, want more than a cold start: 180 s + 109 GB / 2 GB/s = 235 s; fix: write 295, or replicas.min: 1",
  ],
} satisfies InvalidCase;
