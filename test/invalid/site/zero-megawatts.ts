import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.powerAgreements.hydro.megawatts.value", 0),
  faults: [
    "site.powerAgreements.hydro.megawatts.value: got 0, want a number > 0; fix: write the contracted megawatts at the meter, above zero",
  ],
} satisfies InvalidCase;
