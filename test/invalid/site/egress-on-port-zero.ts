import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.egress.registry.port", 0),
  faults: ["site.egress.registry.port: got 0, want a number ≥ 1; fix: write the TCP port at the destination"],
} satisfies InvalidCase;
