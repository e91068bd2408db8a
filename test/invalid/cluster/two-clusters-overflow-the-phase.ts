import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.racks.phase", "initial"),
  faults: [
    "clusters: got (32 b200 units x 14.3 kW + 10 gb300-nvl72 units x 140 kW) x PUE 1.15 = 2.13624 MW in the phases up to initial, want at most 1 MW; fix: give racks at most 144 GPUs, or place a cluster in a later phase",
  ],
} satisfies InvalidCase;
