import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "su-2": "2026.08" }),
  faults: [
    "clusters.training.releaseByScalableUnit.su-2: got 2026.08, withdrawn on 2026-10-27: Kubernetes 1.34 gets no more security fixes, want a release set that may run; fix: take 2026.11",
  ],
} satisfies InvalidCase;
