import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.egress.registry.destination.host", "https://registry.example.com/"),
  faults: ['site.egress.registry.destination.host: got "https://registry.example.com/", want a host name; fix: write a host name'],
} satisfies InvalidCase;
