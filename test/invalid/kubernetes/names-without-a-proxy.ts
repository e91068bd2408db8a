import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => remove(stack, "site.egressProxy"),
  faults: [
    'site.egress.registry.destination: got the host name registry.example.com, at a site without an egress proxy, want an address range, or a proxy: a network policy cannot let through a name; fix: declare site.egressProxy (address, port), or write { kind: "cidr", cidr: … }',
  ],
} satisfies InvalidCase;
