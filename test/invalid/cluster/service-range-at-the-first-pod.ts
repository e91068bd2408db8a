import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.network.serviceCidr", "10.64.0.0/32"),
  faults: [
    "clusters.training.network.serviceCidr: got 10.64.0.0/32, which overlaps the pods' 10.64.0.0/12, want a range apart from the pods'; fix: choose another range",
  ],
} satisfies InvalidCase;
