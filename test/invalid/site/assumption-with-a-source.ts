import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "site.phases.0.capacityMegawatts.source", "a brochure"),
  faults: ["site.phases[0].capacityMegawatts.source: got an unknown key, want one of basis, value, reason; fix: remove it"],
} satisfies InvalidCase;
