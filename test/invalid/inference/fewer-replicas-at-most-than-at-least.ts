import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.replicas.min", 5);
  },
  faults: ["inference.endpoints.scout.replicas: got min 5, max 4, want a min that is not above max; fix: correct one of the two"],
} satisfies InvalidCase;
