import { add, remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.Training", stack.clusters["training"]);
    remove(stack, "clusters.training");
    remove(stack, "deliveries.training");
  },
  faults: [
    'clusters.Training: got the key "Training", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
  ],
} satisfies InvalidCase;
