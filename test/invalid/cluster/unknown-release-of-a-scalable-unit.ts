import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => add(stack, "clusters.training.releaseByScalableUnit", { "su-1": "latest" }),
  faults: [
    'clusters.training.releaseByScalableUnit.su-1: got "latest", want one of 2026.08, 2026.10, 2026.11; fix: write one of them: a release set of the catalogue',
  ],
} satisfies InvalidCase;
