import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "site.powerAgreements.hydro.kind", "onsite");
    set(stack, "site.powerAgreements.hydro.source.value", "nuclear");
  },
  faults: [
    'site.powerAgreements.hydro.source.value: got "nuclear", want one of hydro, geothermal, wind, solar, gas; fix: write one of them: the plant\'s source of energy',
  ],
} satisfies InvalidCase;
