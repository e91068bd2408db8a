import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.replicas.max", 153);
  },
  faults: [
    "inference.endpoints: got scout 153 = 153 GPUs at most, out of the share of research, want at most the 152 that are guaranteed to it of cluster training; fix: lower replicas.max, or raise clusters.training.kubernetes.tenants.research.guaranteedSharePercent",
  ],
} satisfies InvalidCase;
