import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.scalableUnits.value", 3);
  },
  faults: [
    "clusters.training.slurm.scalableUnits: got 3 scalable units, want at most 2: as many of the cluster's are whole, with 16 units each; fix: lower the number, or give the cluster more GPUs",
  ],
} satisfies InvalidCase;
