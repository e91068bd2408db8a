import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "tenants.industry.residency", ["NO", "EU"]),
  faults: ['tenants.industry.residency[1]: got "EU", want one of NO, IS, GB, US-TX; fix: write one of them'],
} satisfies InvalidCase;
