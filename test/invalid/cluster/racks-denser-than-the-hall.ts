import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.unitsPerRack.value", 10),
  faults: [
    "clusters.training.unitsPerRack: got 10 x 14.3 kW = 143.0 kW a rack, want at most the 140 kW that hall hall-1 gives a rack; fix: put fewer hosts in a rack, or choose another hall",
  ],
} satisfies InvalidCase;
