import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.release", "2026.08"),
  faults: [
    "clusters.training.release: got 2026.08, withdrawn on 2026-10-27: Kubernetes 1.34 gets no more security fixes, want a release set that may run; fix: take 2026.11",
  ],
} satisfies InvalidCase;
