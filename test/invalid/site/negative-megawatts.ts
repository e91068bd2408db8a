import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.0.capacityMegawatts.value", -1),
  faults: [
    "site.phases[0].capacityMegawatts.value: got -1, want a number > 0; fix: write the facility megawatts of the whole site from this phase on, above zero",
  ],
} satisfies InvalidCase;
