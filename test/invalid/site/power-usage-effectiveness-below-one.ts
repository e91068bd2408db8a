import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.efficiency.powerUsageEffectiveness.value", 0.9),
  faults: [
    "site.efficiency.powerUsageEffectiveness.value: got 0.9, want a number ≥ 1; fix: write PUE: facility energy over IT energy, 1 or more (ISO/IEC 30134-2)",
  ],
} satisfies InvalidCase;
