import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.tenants.industry.guaranteedSharePercent.value", 60);
  },
  faults: [
    "clusters.training.slurm.tenants: got research 50 % + industry 60 % = 110 % guaranteed, want at most 100 %; fix: take 10 % away from a tenant",
  ],
} satisfies InvalidCase;
