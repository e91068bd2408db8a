import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.powerAgreements.hydro.validTo.value", "2030-06-30"),
  faults: [
    "site.powerAgreements: got 0 MW in force on 2030-07-01 (no agreement), want at least 2.13624 MW, the load in force then (agreements cover it until 2036-12-31); fix: extend an agreement over 2030-07-01, or add one of 2.13624 MW",
  ],
} satisfies InvalidCase;
