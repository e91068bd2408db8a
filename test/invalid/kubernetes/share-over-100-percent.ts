import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent.value", 101),
  faults: [
    "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent.value: got 101, want a number ≤ 100; fix: write the percent of the cluster's GPUs that are the tenant's at any time (Kueue's nominalQuota)",
  ],
} satisfies InvalidCase;
