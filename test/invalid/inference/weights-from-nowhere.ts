import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.weightsFrom", "hub");
  },
  faults: [
    "inference.weightsFrom: got hub, want an entry of site.egress that is a host: registry, models; fix: declare in site.egress the host that keeps the weights, with its jurisdiction, and name it here",
  ],
} satisfies InvalidCase;
