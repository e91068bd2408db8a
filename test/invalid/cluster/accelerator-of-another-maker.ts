import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.accelerator", "tpu"),
  faults: [
    'clusters.training.accelerator: got "tpu", want one of h100, h200, b200, b300, gb200-nvl72, gb300-nvl72, mi300x, mi355x; fix: write one of them: an accelerator of the catalogue',
  ],
} satisfies InvalidCase;
