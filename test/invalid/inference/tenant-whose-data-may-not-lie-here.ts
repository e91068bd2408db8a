import { serve } from "../../support/inference.ts";
import { remove, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "tenants.industry.residency", ["IS"]);
    remove(stack, "clusters.training.kubernetes.tenants.industry");
  },
  faults: [
    "inference.gateway.tenants.industry: got a tenant whose data may lie in IS, at endpoints in NO, want tenants.industry.residency with NO in it; fix: serve the tenant elsewhere; widen the residency only if the tenant's contract says so",
  ],
} satisfies InvalidCase;
