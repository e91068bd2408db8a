import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) =>
    add(stack, "clusters.racks.kubernetes.tenants.Research_2", { guaranteedSharePercent: assumed(0, "an example"), preemptionOrder: 1 }),
  faults: [
    'clusters.racks.kubernetes.tenants.Research_2: got the key "Research_2", want a lower-case name of letters, digits and hyphens, at most 40 characters, that starts with a letter; fix: rename it',
  ],
} satisfies InvalidCase;
