import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.partitions.interactive.maxNodesPerJob", 17);
  },
  faults: [
    "clusters.training.slurm.partitions.interactive.maxNodesPerJob: got 17 nodes, want at most the 16 of the partition; fix: lower it, or leave it out",
  ],
} satisfies InvalidCase;
