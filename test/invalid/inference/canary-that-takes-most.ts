import { serve } from "../../support/inference.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    add(stack, "inference.endpoints.scout.canary", { weightPercent: 60, replicas: 1 });
  },
  faults: ["inference.endpoints.scout.canary.weightPercent: got 60, want a number ≤ 50; fix: write the percent of requests that go to it"],
} satisfies InvalidCase;
