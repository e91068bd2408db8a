import { add, remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    add(stack, "site.cooling.supply", ["air"]);
    remove(stack, "site.cooling.supplies");
  },
  faults: [
    "site.cooling.supplies: got nothing, want a value with where it comes from; fix: write assumed(value, reason), or stated(value, source) if a source says it",
    "site.cooling.supply: got an unknown key, want one of system, supplies; fix: rename it to supplies, or remove it",
  ],
} satisfies InvalidCase;
