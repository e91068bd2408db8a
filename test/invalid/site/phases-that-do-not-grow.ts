import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.0.capacityMegawatts.value", 3),
  faults: [
    "site.phases[1].capacityMegawatts: got 3 MW in phase expansion, want more than the 3 MW of phase initial before it: a phase states the whole site's capacity; fix: state the capacity with the earlier phases included, or put the phases in the order in which they are energised",
  ],
} satisfies InvalidCase;
