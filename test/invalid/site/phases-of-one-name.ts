import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "site.phases.1.name", "initial");
    set(stack, "site.permits.planning.phases", ["initial"]);
    set(stack, "clusters.racks.phase", "initial");
    set(stack, "clusters.racks.gpus.value", 72);
    set(stack, "deliveries.racks.gpus.value", 72);
  },
  faults: ["site.phases[1].name: got initial, the name of site.phases[0] too, want a name of its own; fix: rename one of the two phases"],
} satisfies InvalidCase;
