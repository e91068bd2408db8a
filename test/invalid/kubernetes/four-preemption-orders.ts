import { assumed } from "../../../components/lib/fact.ts";
import { add, set, tenantLike, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    for (const [index, name] of ["second", "third", "fourth"].entries()) {
      add(stack, `tenants.${name}`, tenantLike(stack.tenants["research"] as (typeof stack.tenants)[string], name));
      add(stack, `clusters.racks.kubernetes.tenants.${name}`, {
        guaranteedSharePercent: assumed(0, "an example"),
        preemptionOrder: index + 2,
      });
    }
    set(stack, "clusters.racks.kubernetes.tenants.research.preemptionOrder", 1);
  },
  faults: [
    "clusters.racks.kubernetes.tenants: got 4 preemption orders: 1, 2, 3, 4, want at most 3 different ones in a cluster: each is a hundred thousand times the weight of the one before; fix: give some tenants the same number",
  ],
} satisfies InvalidCase;
