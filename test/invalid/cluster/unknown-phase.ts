import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.racks.phase", "third"),
  faults: [
    "clusters.racks.phase: got third, want a phase of the site: initial, expansion; fix: name one of them, or declare the phase in site.phases",
  ],
} satisfies InvalidCase;
