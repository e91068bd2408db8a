import { add, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    add(stack, "clusters.training.slurm.partitions.training.scalableUnits", []);
  },
  faults: [
    "clusters.training.slurm.partitions.training.scalableUnits: got no scalable unit: an empty topology, want one or more, or nothing for all of Slurm's; fix: name some, or leave the field out",
  ],
} satisfies InvalidCase;
