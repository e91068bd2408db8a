import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.node.gpus.value", 4);
  },
  faults: [
    "clusters.training.slurm.node.gpus: got 4, want 8, as the catalogue has NVIDIA HGX B200: slurmd does not start where Gres and devices differ; fix: correct the number, or the cluster's accelerator",
  ],
} satisfies InvalidCase;
