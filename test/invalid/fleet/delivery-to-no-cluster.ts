import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "deliveries.training.cluster", "hall"),
  faults: ["deliveries.training.cluster: got hall, want a cluster of the stack: training, racks; fix: correct the name"],
} satisfies InvalidCase;
