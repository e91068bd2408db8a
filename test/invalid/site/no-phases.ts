import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "site.phases", []),
  faults: ["site.phases: got [], want a list of 1 or more; fix: write the capacity steps, in the order in which they are energised"],
} satisfies InvalidCase;
