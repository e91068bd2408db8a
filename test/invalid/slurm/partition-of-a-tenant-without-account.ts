import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.partitions.interactive.tenants", ["startups"]);
  },
  faults: [
    "clusters.training.slurm.partitions.interactive.tenants: got startups, a tenant without an account in Slurm, want tenants of the layer: research, industry; fix: give it an allocation in clusters.training.slurm.tenants, or take it off the partition",
  ],
} satisfies InvalidCase;
