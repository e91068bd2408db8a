import { exampleEndpoint, serve } from "../../support/inference.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    add(stack, "inference.endpoints.second", exampleEndpoint());
  },
  faults: [
    "inference.endpoints.second.servedAs: got meta-llama/Llama-4-Scout-17B-16E-Instruct, the name of endpoint scout too, want a name of its own: requests are told apart by it; fix: write another servedAs for one of the two",
  ],
} satisfies InvalidCase;
