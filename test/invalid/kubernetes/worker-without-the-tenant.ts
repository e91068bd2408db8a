import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "multiKueue", { manager: "training", workers: ["racks"], tenants: ["industry"] }),
  faults: [
    "multiKueue.tenants[0]: got industry, without an allocation in racks, want an allocation in the manager and in every worker: its namespace and queue must be in each; fix: declare clusters.racks.kubernetes.tenants.industry, or leave the tenant out here",
  ],
} satisfies InvalidCase;
