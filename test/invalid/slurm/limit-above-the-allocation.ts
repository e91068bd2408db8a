import { add, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    add(stack, "clusters.training.slurm.tenants.research.gpusPerUserAtMost", 128);
  },
  faults: [
    "clusters.training.slurm.tenants.research.gpusPerUserAtMost: got 128 GPUs, want at most the 64 that are the tenant's own; fix: lower the limit, or raise the share",
  ],
} satisfies InvalidCase;
