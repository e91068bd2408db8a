import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.network", { podCidr: "10.70.0.0/12", serviceCidr: "10.65.0.0/16" }),
  faults: [
    "clusters.training.network.serviceCidr: got 10.65.0.0/16, which overlaps the pods' 10.70.0.0/12, want a range apart from the pods'; fix: choose another range",
  ],
} satisfies InvalidCase;
