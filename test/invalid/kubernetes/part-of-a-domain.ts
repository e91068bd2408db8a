import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent.value", 25);
    add(stack, "clusters.racks.kubernetes.tenants.research.wholeDomains", true);
  },
  faults: [
    "clusters.racks.kubernetes.tenants.research.guaranteedSharePercent: got 25 % of 720 GPUs = 2.5 NVLink domains of 72, want whole domains, which the tenant asked for; fix: write 20 % for 2, or 30 % for 3; or wholeDomains: false, which rounds it down",
  ],
} satisfies InvalidCase;
