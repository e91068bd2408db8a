import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.permits.planning.phases", ["initial", "expansion", "third"]),
  faults: ["site.permits.planning.phases: got third, want a phase of the site: initial, expansion; fix: correct the name"],
} satisfies InvalidCase;
