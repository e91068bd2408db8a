import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.racks.gpus.value", 1152);
    set(stack, "site.powerAgreements.hydro.megawatts.value", 4);
  },
  faults: [
    "clusters: got (32 b200 units x 14.3 kW + 16 gb300-nvl72 units x 140 kW) x PUE 1.15 = 3.10224 MW in the phases up to expansion, want at most 3 MW (which this IT load of 2.6976 MW fits while PUE ≤ 1.11); fix: give racks at most 1,080 GPUs",
  ],
} satisfies InvalidCase;
