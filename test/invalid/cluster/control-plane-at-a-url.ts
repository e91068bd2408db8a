import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.controlPlane.endpoint.host", "https://10.10.0.10"),
  faults: [
    'clusters.training.controlPlane.endpoint.host: got "https://10.10.0.10", want an IPv4 address or an IPv6 address or a host name; fix: write an IP address or host name',
  ],
} satisfies InvalidCase;
