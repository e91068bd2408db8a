import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "tenants.industry.residency", []),
  faults: ["tenants.industry.residency: got [], want a list of 1 or more; fix: write the jurisdictions in which the tenant's data may lie"],
} satisfies InvalidCase;
