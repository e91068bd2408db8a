import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "deliveries.training.accelerator", "b300"),
  faults: ["deliveries.training.accelerator: got b300, want b200, which clusters.training is made of; fix: correct one of the two"],
} satisfies InvalidCase;
