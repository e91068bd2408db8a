import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.powerAgreements.hydro.validFrom.value", "2026-02-01"),
  faults: [
    "site.powerAgreements: got 0 MW in force on 2026-01-01 (no agreement), want at least 0.52624 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2026-01-01, or add one of 0.52624 MW",
  ],
} satisfies InvalidCase;
