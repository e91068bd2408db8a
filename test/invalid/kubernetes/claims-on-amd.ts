import { assumed } from "../../../components/lib/fact.ts";
import { add, remove, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.training.accelerator", "mi300x");
    set(stack, "clusters.training.fabric", { kind: "roce", planes: assumed(1, "an example") });
    add(stack, "clusters.training.kubernetes.deviceAllocation", "dra");
    remove(stack, "deliveries.training");
  },
  faults: [
    "clusters.training.kubernetes.deviceAllocation: got dra, on AMD Instinct MI300X, want device-plugin, the only way to these GPUs so far; fix: write deviceAllocation: device-plugin",
  ],
} satisfies InvalidCase;
