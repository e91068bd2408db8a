import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.racks.kubernetes.deviceAllocation", "dra");
    add(stack, "multiKueue", { manager: "training", workers: ["racks"], tenants: ["research"] });
  },
  faults: [
    "multiKueue.workers[0]: got racks, whose pods get nvidia.com/gpu by dra, not packed, want nvidia.com/gpu by device-plugin, packed, as at training: one job must be able to run in any of them; fix: leave the cluster out, or give both the same accelerators' vendor, deviceAllocation and topologyAwareScheduling",
  ],
} satisfies InvalidCase;
