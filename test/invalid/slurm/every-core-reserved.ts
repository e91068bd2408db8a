import { add, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    add(stack, "clusters.training.slurm.node.reservedCores", 70);
  },
  faults: ["clusters.training.slurm.node.reservedCores: got 70 of 72 cores, want a core left for each of 8 GPUs; fix: reserve fewer"],
} satisfies InvalidCase;
