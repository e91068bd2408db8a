import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "tenants", {});
    set(stack, "clusters.training.kubernetes.tenants", {});
  },
  faults: [
    "clusters.racks.kubernetes.tenants.research: got an allocation to a tenant that nobody declares, want a key of tenants: none is declared; fix: declare tenants.research (legal entity, owners, residency), or correct the name",
  ],
} satisfies InvalidCase;
