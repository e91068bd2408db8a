import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.1.energisedOn.value", "2026-01-01"),
  faults: [
    "site.phases[1].energisedOn: got 2026-01-01 for phase expansion, want a date after 2026-01-01, when phase initial is energised; fix: correct the date, or put the phases in the order in which they are energised",
  ],
} satisfies InvalidCase;
