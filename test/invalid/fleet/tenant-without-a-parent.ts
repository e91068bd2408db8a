import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => remove(stack, "tenants.industry.organisation.ultimateParent"),
  faults: [
    "tenants.industry.organisation.ultimateParent: got nothing, want an object with legalName, headquarters; fix: add it: the company at the top of the group, the company itself if there is none",
  ],
} satisfies InvalidCase;
