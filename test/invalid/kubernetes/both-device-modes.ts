import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "clusters.racks.kubernetes.deviceAllocation", ["device-plugin", "dra"]),
  faults: [
    'clusters.racks.kubernetes.deviceAllocation: got ["device-plugin","dra"], want one of device-plugin, dra; fix: write one of them: the way in which pods get GPUs, all over the cluster: device-plugin (a counted resource) or dra (claims on devices)',
  ],
} satisfies InvalidCase;
