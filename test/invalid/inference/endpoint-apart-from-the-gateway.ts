import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.cluster", "racks");
  },
  faults: [
    'inference.endpoints.scout.cluster: got racks, while the gateway stands in training, want training: a picker hands out addresses of pods, which lead nowhere from another cluster; fix: write cluster: "training", or move the gateway',
  ],
} satisfies InvalidCase;
