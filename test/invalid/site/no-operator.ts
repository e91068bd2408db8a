import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => remove(stack, "site.operator"),
  faults: [
    "site.operator: got nothing, want an object with legalName, headquarters, ultimateParent; fix: add it: the company that runs the site",
  ],
} satisfies InvalidCase;
