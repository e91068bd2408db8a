import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.kubernetes.tenants.industry.guaranteedSharePercent.value", 50.3),
  faults: [
    "clusters.training.kubernetes.tenants: got research 60 % + industry 50.3 % = 110.3 % guaranteed, want at most 100 %; fix: take 10.3 % away from a tenant",
  ],
} satisfies InvalidCase;
