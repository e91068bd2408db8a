import { exampleEndpoint, exampleInference, serve } from "../../support/inference.ts";
import type { InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => serve(stack, exampleInference({ scout: exampleEndpoint({ failover: ["a", "b", "c", "d", "e"] }) })),
  faults: [
    'inference.endpoints.scout.failover: got ["a","b","c","d","e"], want a list of 4 or fewer; fix: write the stacks that take over, in this order, where the calling tenant\'s residency allows them',
  ],
} satisfies InvalidCase;
