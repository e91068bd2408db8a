import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.storage.classes.fast.jurisdiction", "IS"),
  faults: [
    "site.storage.classes.fast.jurisdiction: got data in IS, want NO, where the site stands and its volumes lie; fix: correct the jurisdiction",
  ],
} satisfies InvalidCase;
