import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.powerAgreements.hydro.kind", "ppa"),
  faults: ['site.powerAgreements.hydro.kind: got "ppa", want one of direct-ppa, grid, onsite; fix: write one of them'],
} satisfies InvalidCase;
