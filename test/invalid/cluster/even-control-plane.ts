import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.controlPlane.replicas", 2),
  faults: [
    "clusters.training.controlPlane.replicas: got 2, want one of 1, 3, 5; fix: write one of them: 1, 3 or 5 control plane hosts: etcd wants an odd number",
  ],
} satisfies InvalidCase;
