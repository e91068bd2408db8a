import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "multiKueue", { manager: "racks", workers: ["texas-1"], tenants: ["research"] }),
  faults: [
    "multiKueue.workers[0]: got texas-1, want a cluster of this stack: training, racks; fix: name one of them: jobs and their data stay at the site, which lies in one jurisdiction",
  ],
} satisfies InvalidCase;
