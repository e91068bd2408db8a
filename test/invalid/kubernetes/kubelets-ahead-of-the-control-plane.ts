import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    // Before the older set is withdrawn.
    set(stack, "asOf", "2026-10-26");
    set(stack, "clusters.training.release", "2026.08");
    add(stack, "clusters.training.releaseByScalableUnit", { "su-1": "2026.10" });
  },
  faults: [
    "clusters.training.releaseByScalableUnit.su-1: got 2026.10 with Kubernetes 1.35, ahead of the control plane's 1.34, want at most Kubernetes 1.34: a kubelet may not be newer than its API server; fix: move clusters.training.release to 2026.10 first, and keep the other scalable units behind by name",
  ],
} satisfies InvalidCase;
