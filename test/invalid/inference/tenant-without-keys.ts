import { serve } from "../../support/inference.ts";
import { remove, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    remove(stack, "inference.gateway.tenants.industry");
  },
  faults: [
    "inference.endpoints.scout.tenants[1]: got industry, a tenant without keys, want a key of inference.gateway.tenants: research; fix: declare inference.gateway.tenants.industry (requestsPerMinute), or correct the name",
  ],
} satisfies InvalidCase;
