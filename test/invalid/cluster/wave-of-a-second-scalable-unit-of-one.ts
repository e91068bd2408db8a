import { add, set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    set(stack, "clusters.training.scalableUnitUnits.value", 32);
    add(stack, "clusters.training.releaseByScalableUnit", { "su-2": "2026.11" });
  },
  faults: ["clusters.training.releaseByScalableUnit: got su-2, want su-1; fix: name a scalable unit of the cluster"],
} satisfies InvalidCase;
