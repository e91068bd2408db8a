import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.efficiency.renewableEnergyFactor.value", 100),
  faults: [
    "site.efficiency.renewableEnergyFactor.value: got 100, want a number ≤ 1; fix: write REF: the share of energy that is renewable, 0 to 1 (ISO/IEC 30134-3)",
  ],
} satisfies InvalidCase;
