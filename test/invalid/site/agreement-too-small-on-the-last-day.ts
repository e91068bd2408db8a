import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "site.powerContractedUntil.value", "2027-01-01");
    set(stack, "site.powerAgreements.hydro.megawatts.value", 1);
  },
  faults: [
    "site.powerAgreements: got 1 MW in force on 2027-01-01 (hydro), want at least 2.13624 MW, the load in force then (agreements cover it until 2027-01-01); fix: extend an agreement over 2027-01-01, or add one of 1.13624 MW",
  ],
} satisfies InvalidCase;
