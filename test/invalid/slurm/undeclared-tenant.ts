import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    add(stack, "clusters.training.slurm.tenants.startups", { guaranteedSharePercent: assumed(0, "an example"), preemptionOrder: 1 });
  },
  faults: [
    "clusters.training.slurm.tenants.startups: got an allocation to a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.startups (legal entity, owners, residency), or correct the name",
  ],
} satisfies InvalidCase;
