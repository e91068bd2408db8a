import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.tenants.research.guaranteedSharePercent.value", 0);
    set(stack, "clusters.training.slurm.partitions.interactive.tenants", ["research"]);
  },
  faults: [
    "clusters.training.slurm.partitions.interactive: got a partition that no tenant may use, want a tenant with GPUs of its own; fix: name such a tenant in tenants, or take the partition out",
  ],
} satisfies InvalidCase;
