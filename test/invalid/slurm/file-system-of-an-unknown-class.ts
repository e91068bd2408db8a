import { add, set, type InvalidCase } from "../../support/invalid.ts";
import { exampleSlurm } from "../../support/slurm.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.training.slurm", exampleSlurm(8));
    set(stack, "clusters.training.slurm.fileSystems.home.storageClass", "parallel");
  },
  faults: [
    "clusters.training.slurm.fileSystems.home.storageClass: got parallel, want a key of site.storage.classes: fast; fix: name one of them, or declare the class with its jurisdiction and its key",
  ],
} satisfies InvalidCase;
