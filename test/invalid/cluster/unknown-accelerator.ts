import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.accelerator", "b400"),
  faults: [
    'clusters.training.accelerator: got "b400", want one of h100, h200, b200, b300, gb200-nvl72, gb300-nvl72, mi300x, mi355x; fix: write "b200", or another of them',
  ],
} satisfies InvalidCase;
