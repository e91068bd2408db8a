import { add, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    add(stack, "clusters.training.slurm.partitions.training.scalableUnits", ["su-[2-1]"]);
  },
  faults: [
    "clusters.training.slurm.partitions.training.scalableUnits: got su-[2-1], which Slurm cannot expand, want a name, or one pair of brackets with numbers and rising ranges: su-1, su-[1-4], su-[1,3-5]; fix: correct the brackets or the range",
  ],
} satisfies InvalidCase;
