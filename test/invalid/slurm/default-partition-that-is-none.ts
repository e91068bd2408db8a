import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.defaultPartition", "batch");
  },
  faults: [
    "clusters.training.slurm.defaultPartition: got batch, want a partition: training, interactive, surplus; fix: correct the name, or declare the partition",
  ],
} satisfies InvalidCase;
