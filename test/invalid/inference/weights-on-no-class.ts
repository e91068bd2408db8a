import { serve } from "../../support/inference.ts";
import { set, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    set(stack, "inference.endpoints.scout.storageClass", "slow");
  },
  faults: [
    "inference.endpoints.scout.storageClass: got slow, want a key of site.storage.classes: fast; fix: correct the name, or declare the class",
  ],
} satisfies InvalidCase;
