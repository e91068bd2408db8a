import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.0.capacityMegawatts.value", Number.NaN),
  faults: [
    "site.phases[0].capacityMegawatts.value: got NaN, want a number; fix: write the facility megawatts of the whole site from this phase on, above zero",
  ],
} satisfies InvalidCase;
