import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases.1.feeds.megawattsEach.value", 1.4),
  faults: [
    "site.phases[1].feeds: got 3 feeds of 1.4 MW in N+1, which carry 2.8 MW, want at least the 3 MW of phase expansion; fix: declare the missing feeds, a lesser redundancy, or less capacity",
  ],
} satisfies InvalidCase;
