import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0/24"),
  faults: [
    "clusters.training.network.podCidr: got 10.64.0.0/24, which holds a /24 for 1 node, want room for 35 nodes; fix: write a prefix of /18 or shorter",
  ],
} satisfies InvalidCase;
