import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "multiKueue", { manager: "racks", workers: ["training", "racks"], tenants: ["research"] }),
  faults: [
    "multiKueue.workers[1]: got racks, which is multiKueue.manager too, want a cluster that is not named yet: no cluster hands jobs to itself; fix: remove it; submit jobs for the manager to its queue gpu",
  ],
} satisfies InvalidCase;
