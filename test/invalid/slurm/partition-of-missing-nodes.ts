import { add, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    add(stack, "clusters.training.slurm.partitions.training.scalableUnits", ["su-[1-2]"]);
  },
  faults: [
    "clusters.training.slurm.partitions.training.scalableUnits: got su-2, want scalable units of Slurm's: su-1; slurmctld stops at a partition of nodes that are not there; fix: name others, or give Slurm more scalable units",
  ],
} satisfies InvalidCase;
