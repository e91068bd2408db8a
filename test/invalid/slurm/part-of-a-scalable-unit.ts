import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.racks.slurm", exampleSlurm(4));
    set(stack, "clusters.racks.slurm.scalableUnits.value", 2);
  },
  faults: [
    "clusters.racks.slurm.scalableUnits: got 2 scalable units, want at most 1: as many of the cluster's are whole, with 8 units each; fix: lower the number, or give the cluster more GPUs",
  ],
} satisfies InvalidCase;
