import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.partitions.training.defaultMinutes", 4000);
  },
  faults: [
    "clusters.training.slurm.partitions.training.defaultMinutes: got 4000 minutes, want at most maxMinutes, 2880: Slurm would start no job that asks for no time; fix: lower it, or raise maxMinutes",
  ],
} satisfies InvalidCase;
