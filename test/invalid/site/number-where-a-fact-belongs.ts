import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.0.capacityMegawatts", 1),
  faults: [
    "site.phases[0].capacityMegawatts: got 1, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
  ],
} satisfies InvalidCase;
