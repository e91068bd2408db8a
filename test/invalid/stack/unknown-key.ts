import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "location", "Narvik"),
  faults: ["location: got an unknown key, want one of asOf, site, tenants, clusters, multiKueue, deliveries, inference; fix: remove it"],
} satisfies InvalidCase;
