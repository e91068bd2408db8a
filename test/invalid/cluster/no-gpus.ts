import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.gpus.value", 0),
  faults: ["clusters.training.gpus.value: got 0, want a number > 0; fix: write the GPUs of the whole cluster, one or more"],
} satisfies InvalidCase;
