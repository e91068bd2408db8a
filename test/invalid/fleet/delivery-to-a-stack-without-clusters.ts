import { remove, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters", {});
    remove(stack, "deliveries.racks");
  },
  faults: ["deliveries.training.cluster: got training, want a cluster of the stack: none is declared; fix: correct the name"],
} satisfies InvalidCase;
