import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.location.gridZone", "IS"),
  faults: ["site.location.gridZone: got IS, want a zone of Norway: NO1, NO2, NO3, NO4, NO5; fix: correct the zone or the jurisdiction"],
} satisfies InvalidCase;
