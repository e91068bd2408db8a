import { exampleEndpoint, exampleInference, serve } from "../../support/inference.ts";
import type { InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => serve(stack, exampleInference({ scout: exampleEndpoint({ failover: ["keflavik", "loughton", "keflavik"] }) })),
  faults: [
    "inference.endpoints.scout.failover[2]: got keflavik a second time, want each stack once, in the order in which they take over; fix: remove it, or correct the name",
  ],
} satisfies InvalidCase;
