import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => remove(stack, "deliveries.training.authorisation"),
  faults: [
    "deliveries.training.authorisation: got nothing, want an object with kind: not-required | licence | exception; fix: write { kind: … }",
  ],
} satisfies InvalidCase;
