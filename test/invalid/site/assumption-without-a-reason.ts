import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.0.capacityMegawatts.reason", ""),
  faults: [
    'site.phases[0].capacityMegawatts.reason: got "", want text of 1 character or more; fix: write why this value stands in for one that no public source states',
  ],
} satisfies InvalidCase;
