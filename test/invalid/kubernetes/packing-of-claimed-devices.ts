import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    add(stack, "clusters.racks.kubernetes.deviceAllocation", "dra");
    add(stack, "clusters.racks.kubernetes.topologyAwareScheduling", true);
  },
  faults: [
    "clusters.racks.kubernetes.topologyAwareScheduling: got true, with deviceAllocation dra, want false, or left out: Kueue 0.19 counts claimed devices in quotas, but in no topology, and would pack jobs by what it cannot see; fix: write deviceAllocation: device-plugin, or give up packing",
  ],
} satisfies InvalidCase;
