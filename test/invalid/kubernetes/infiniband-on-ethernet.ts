import { remove, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.training.accelerator", "mi300x");
    remove(stack, "deliveries.training");
  },
  faults: [
    'clusters.training.fabric.kind: got infiniband, with the 400 Gb/s Ethernet NICs of AMD Instinct MI300X, want roce; fix: write { kind: "roce" } with what it asks for, or choose another accelerator',
  ],
} satisfies InvalidCase;
