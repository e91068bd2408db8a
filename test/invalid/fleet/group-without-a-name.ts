import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "tenants.industry.groups.viewer", ""),
  faults: [
    'tenants.industry.groups.viewer: got "", want text of 1 character or more; fix: write the group of the identity provider whose members may look at the tenant\'s namespaces',
  ],
} satisfies InvalidCase;
