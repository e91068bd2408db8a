import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.share", "openai");
  },
  faults: [
    "inference.endpoints.scout.share: got openai, which has no part of cluster training, want a key of clusters.training.kubernetes.tenants: research, industry; fix: name the tenant whose GPUs it runs on, or give that one a share of the cluster",
  ],
} satisfies InvalidCase;
