import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => set(stack, "clusters.training.fabric", "infiniband"),
  faults: ['clusters.training.fabric: got "infiniband", want an object with kind: infiniband | roce; fix: write { kind: "infiniband" }'],
} satisfies InvalidCase;
