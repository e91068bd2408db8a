import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => remove(stack, "site.egress.registry.destination"),
  faults: ["site.egress.registry.destination: got nothing, want an object with kind: cidr | host; fix: write { kind: … }"],
} satisfies InvalidCase;
