import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "site.phases.1.status", "finished");
    set(stack, "site.location.gridZone", "GB");
  },
  faults: [
    'site.phases[1].status: got "finished", want one of energised, under-construction, planned, ambition; fix: write one of them: the state of the phase: energised, under-construction, planned, or ambition, which needs no permits yet',
    "site.location.gridZone: got GB, want a zone of Norway: NO1, NO2, NO3, NO4, NO5; fix: correct the zone or the jurisdiction",
  ],
} satisfies InvalidCase;
