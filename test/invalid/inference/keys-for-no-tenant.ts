import { assumed } from "../../../components/lib/fact.ts";
import { serve } from "../../support/inference.ts";
import { add, type InvalidCase } from "../../support/invalid.ts";

export default {
  change: (stack) => {
    serve(stack);
    add(stack, "inference.gateway.tenants.gamma", { requestsPerMinute: assumed(60, "an example") });
  },
  faults: [
    "inference.gateway.tenants.gamma: got keys for a tenant that nobody declares, want a key of tenants: research, industry; fix: declare tenants.gamma (legal entity, owners, residency), or correct the name",
  ],
} satisfies InvalidCase;
