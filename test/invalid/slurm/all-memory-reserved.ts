import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.node.memoryGibibytes.value", 32);
  },
  faults: ["clusters.training.slurm.node.reservedMemoryGibibytes: got 32 of 32 GiB, want memory left for jobs; fix: reserve less"],
} satisfies InvalidCase;
