import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => remove(stack, "site.phases.0.capacityMegawatts.basis"),
  faults: ["site.phases[0].capacityMegawatts.basis: got nothing, want one of stated, announced, assumed; fix: add it"],
} satisfies InvalidCase;
