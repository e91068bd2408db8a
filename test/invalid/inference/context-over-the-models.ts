import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.model", "gpt-oss-120b");
    set(stack, "inference.endpoints.scout.precision", "mxfp4");
    set(stack, "inference.endpoints.scout.contextTokens", 200_000);
  },
  faults: ["inference.endpoints.scout.contextTokens: got 200,000, want at most the 131,072 of gpt-oss-120b; fix: write 131072 or less"],
} satisfies InvalidCase;
