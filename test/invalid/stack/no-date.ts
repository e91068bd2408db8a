import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => remove(stack, "asOf"),
  faults: [
    "asOf: got nothing, want a date that the calendar has, YYYY-MM-DD; fix: add it: the date at which plans and previews are made, YYYY-MM-DD",
  ],
} satisfies InvalidCase;
