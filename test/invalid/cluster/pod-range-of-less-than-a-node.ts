import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0/26"),
  faults: [
    "clusters.training.network.podCidr: got 10.64.0.0/26, which holds a /24 for 0 nodes, want room for 35 nodes; fix: write a prefix of /18 or shorter",
  ],
} satisfies InvalidCase;
