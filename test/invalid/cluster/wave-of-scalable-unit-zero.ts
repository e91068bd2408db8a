import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "su-0": "2026.11" }),
  faults: ["clusters.training.releaseByScalableUnit: got su-0, want su-1 to su-2; fix: name a scalable unit of the cluster"],
} satisfies InvalidCase;
