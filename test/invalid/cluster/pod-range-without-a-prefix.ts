import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.network.podCidr", "10.64.0.0"),
  faults: [
    'clusters.training.network.podCidr: got "10.64.0.0", want an IPv4 range such as 10.0.0.0/16; fix: write the IPv4 range of pods, in CIDR notation',
  ],
} satisfies InvalidCase;
