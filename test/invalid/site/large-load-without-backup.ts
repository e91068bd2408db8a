import { assumed } from "../../../components/lib/fact.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

const why = "an example";

export default {
  change: (stack) =>
    add(stack, "site.permits.grid.largeLoad", {
      studyFeeUsd: assumed(100_000, why),
      siteControl: assumed("owned", why),
      duplicateRequestsDisclosed: assumed(true, why),
      emergencyCurtailment: assumed(true, why),
    }),
  faults: [
    "site.permits.grid.largeLoad.backupGeneration: got nothing, want an object with percentOfDemand, disclosed; fix: add it: the generators on site that can serve the load when the grid does not",
  ],
} satisfies InvalidCase;
