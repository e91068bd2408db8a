import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "tenants.industry.residency", ["IS", "GB"]),
  faults: [
    "clusters.training.kubernetes.tenants.industry: got a tenant whose data may lie in IS, GB, on a cluster in NO, want tenants.industry.residency with NO in it; fix: place the tenant elsewhere; widen the residency only if the tenant's contract says so",
  ],
} satisfies InvalidCase;
