import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "deliveries.training.authorisation", "not required"),
  faults: [
    'deliveries.training.authorisation: got "not required", want an object with kind: not-required | licence | exception; fix: write { kind: "not-required" }',
  ],
} satisfies InvalidCase;
