import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.scalableUnits.value", 0);
  },
  faults: [
    "clusters.training.slurm.scalableUnits: got 0, a Slurm cluster without a node or a topology, want 1 to 2; fix: give it scalable units, or take the slurm layer out",
  ],
} satisfies InvalidCase;
