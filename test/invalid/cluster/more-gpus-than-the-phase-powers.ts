import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.gpus.value", 496),
  faults: [
    "clusters.training.gpus: got 62 b200 units x 14.3 kW x PUE 1.15 = 1.01959 MW in the phases up to initial, want at most 1 MW (which this IT load of 0.8866 MW fits while PUE ≤ 1.12); fix: give training at most 480 GPUs, or place a cluster in a later phase",
  ],
} satisfies InvalidCase;
