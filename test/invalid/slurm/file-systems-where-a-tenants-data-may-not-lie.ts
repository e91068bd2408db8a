import { add, remove, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    remove(stack, "clusters.training.kubernetes.tenants.industry");
    set(stack, "tenants.industry.residency", ["IS", "GB"]);
  },
  faults: [
    "clusters.training.slurm.tenants.industry: got a tenant whose data may lie in IS, GB, with file systems in NO, want tenants.industry.residency with NO in it; fix: place the tenant elsewhere; widen the residency only if the tenant's contract says so",
  ],
} satisfies InvalidCase;
