import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "tenants.industry.groups.viewer", "research-admins"),
  faults: [
    "tenants.industry.groups.viewer: got research-admins, which is tenants.research.groups.admin too, want a group of its own: whoever is in it would have both roles; fix: correct the name, or have the identity provider make a group",
  ],
} satisfies InvalidCase;
