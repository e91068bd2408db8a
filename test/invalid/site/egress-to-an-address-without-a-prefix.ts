import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.egress.registry.destination", { kind: "cidr", cidr: "0.0.0.0" }),
  faults: [
    'site.egress.registry.destination.cidr: got "0.0.0.0", want an IPv4 range such as 10.0.0.0/16 or an IPv6 range such as 2001:db8::/32; fix: write an address range, for example 192.0.2.0/24',
  ],
} satisfies InvalidCase;
