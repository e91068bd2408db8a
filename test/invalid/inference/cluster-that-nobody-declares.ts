import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.cluster", "serving");
  },
  faults: [
    "inference.endpoints.scout.cluster: got serving, want a cluster of the stack: training, racks; fix: correct the name, or declare clusters.serving",
  ],
} satisfies InvalidCase;
