import { add, remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    add(stack, "delivries", stack.deliveries);
    remove(stack, "deliveries");
  },
  faults: [
    "delivries: got an unknown key, want one of asOf, site, tenants, clusters, multiKueue, deliveries, inference; fix: rename it to deliveries, or remove it",
  ],
} satisfies InvalidCase;
