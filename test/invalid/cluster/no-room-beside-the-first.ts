import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.training.gpus.value", 480);
    set(stack, "clusters.racks.gpus.value", 72);
    set(stack, "deliveries.racks.gpus.value", 72);
    set(stack, "clusters.racks.phase", "initial");
  },
  faults: [
    "clusters: got (60 b200 units x 14.3 kW + 1 gb300-nvl72 unit x 140 kW) x PUE 1.15 = 1.1477 MW in the phases up to initial, want at most 1 MW (which this IT load of 0.998 MW fits while PUE ≤ 1); fix: declare fewer GPUs, or place a cluster in a later phase",
  ],
} satisfies InvalidCase;
