import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.powerContractedUntil.value", "2026-12-31"),
  faults: [
    "site.powerContractedUntil: got 2026-12-31, want a date not before 2027-01-01, when phase expansion begins to power clusters; fix: state a later end, and agreements that last until then",
  ],
} satisfies InvalidCase;
