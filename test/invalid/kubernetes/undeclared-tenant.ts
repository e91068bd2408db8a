import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) =>
    add(stack, "clusters.racks.kubernetes.tenants.gamma", { guaranteedSharePercent: assumed(0, "an example"), preemptionOrder: 1 }),
  faults: [
    "clusters.racks.kubernetes.tenants.gamma: got an allocation to a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.gamma (legal entity, owners, residency), or correct the name",
  ],
} satisfies InvalidCase;
